import { randomInt } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

// Below the ranges from which Linux, macOS and Windows give ports to outgoing connections, so that the kept port is
// rarely taken by chance.
const FIRST_PORT = 20_000
const LAST_PORT = 32_000

/** The port kept in `serverDir/port` when it is free, else a new one, which is kept from then on. */
export async function choosePort(serverDir: string): Promise<number> {
  const file = join(serverDir, 'port')
  const kept = Number(await readFile(file, 'utf8').catch(() => ''))
  if (kept > 0 && (await isFree(kept))) return kept
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT)
    if (!(await isFree(port))) continue
    await writeFile(file, `${port}\n`)
    return port
  }
}

/** Whether 127.0.0.1 accepts a listener on this port now. */
async function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer()
    probe.once('error', () => answer(false))
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => answer(true)))
  })
}
