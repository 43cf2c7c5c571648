// The command box: the same commands as on Slack and Discord, answered in the drawer.

import { showAnswer } from './press.js'
import { toast } from './toast.js'
import { post, Trouble } from './wire.js'

const form = document.querySelector('[data-command]')

async function run(line) {
  form.toggleAttribute('data-pending', true)
  try {
    const answer = await post('/command', { line })
    showAnswer(answer)
    form.reset()
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble
    toast(trouble.message, 'warn')
  }
  form.toggleAttribute('data-pending', false)
}

export function watchCommand() {
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    const line = new FormData(form).get('line').trim()
    if (line !== '' && !form.hasAttribute('data-pending')) run(line)
  })
  document.addEventListener('click', (event) => {
    const { run: line, fill } = event.target.closest('[data-run], [data-fill]')?.dataset ?? {}
    if (line) run(line)
    if (!fill) return
    const input = form.querySelector('input')
    input.value = fill
    input.focus()
  })
}
