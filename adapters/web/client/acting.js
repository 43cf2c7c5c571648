// Who sits here. The page is loaded anew, since everything on it was drawn for somebody else.

import { toast } from './toast.js'
import { post, Trouble } from './wire.js'

async function switchTo(select, body) {
  const before = [...select.options].find((option) => option.defaultSelected)
  try {
    await post('/acting', body)
    location.reload()
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble
    if (before) select.value = before.value
    toast(trouble.message, 'warn')
  }
}

export function watchActing() {
  document.addEventListener('change', ({ target }) => {
    if (target.matches('[data-acting-select]')) switchTo(target, { as: target.value })
    if (target.matches('[data-agency-select]')) switchTo(target, { agency: target.value })
  })
}
