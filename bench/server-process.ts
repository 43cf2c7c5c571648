import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own, so that its CPU time is its own and the load generator's is not in it. */
export interface ServerProcess {
  url: string
  /** CPU time of the process so far, user and system, in milliseconds. */
  cpuMs(): Promise<number>
  call<Result>(command: string, argument?: unknown): Promise<Result>
  stop(): Promise<void>
}

export type Commands = Record<string, (argument: never) => unknown>

interface Call {
  id: number
  command: string
  argument: unknown
}

interface Reply {
  id: number
  result?: unknown
  error?: string
}

/** Starts `bench/servers/<name>.ts` with `options`; resolves when it listens. */
export async function startServer(name: string, options: unknown): Promise<ServerProcess> {
  const file = fileURLToPath(new URL(`./servers/${name}.ts`, import.meta.url))
  const profile = process.env.BENCH_PROFILE
  const execArgv = [...process.execArgv, ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])]
  const child = fork(file, [JSON.stringify(options)], { execArgv })
  const calls = callsTo(child)
  const url = await calls<string>('listen', undefined)
  return {
    url,
    cpuMs: () => calls<number>('cpuMs', undefined),
    call: calls,
    async stop() {
      const exited = new Promise<void>((done) => child.once('exit', () => done()))
      await calls('stop', undefined)
      child.disconnect()
      await exited
    },
  }
}

function callsTo(child: ChildProcess) {
  const waiting = new Map<number, { done(result: never): void; failed(error: Error): void }>()
  let ids = 0
  child.on('message', (reply: Reply) => {
    const call = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.error === undefined) call?.done(reply.result as never)
    else call?.failed(new Error(reply.error))
  })
  child.on('exit', (code) => {
    for (const { failed } of waiting.values()) failed(new Error(`a server ended with ${code}`))
  })
  return <Result>(command: string, argument?: unknown): Promise<Result> =>
    new Promise<Result>((done, failed) => {
      const id = ++ids
      waiting.set(id, { done, failed })
      child.send({ id, command, argument } satisfies Call)
    })
}

/** The child's side: its options, and answers to the parent's calls. Ends when the parent is gone. */
export function optionsOf<Options>(): Options {
  return JSON.parse(process.argv[2] ?? '{}') as Options
}

export function serve(commands: Commands & { listen(): Promise<string>; stop(): Promise<void> }): void {
  const all: Commands = {
    ...commands,
    cpuMs: () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000
    },
  }
  process.on('message', async ({ id, command, argument }: Call) => {
    try {
      process.send?.({ id, result: await all[command]?.(argument as never) } satisfies Reply)
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? `${error.stack}` : String(error) } satisfies Reply)
    }
  })
  process.on('disconnect', () => process.exit())
}
