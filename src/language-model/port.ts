/** What a language model is asked for; each may go to a model of its own. */
export const MODEL_TASKS = ['drafting', 'flows', 'offers', 'digests', 'summaries'] as const
export type ModelTask = (typeof MODEL_TASKS)[number]

export interface ModelMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface ModelRequest {
  messages: readonly ModelMessage[]
  /** Most tokens of the answer. */
  maxTokens: number
  /** 0 to 2; higher is more varied. */
  temperature: number
  /** Asks for one JSON object and nothing around it, where the server can. */
  json: boolean
}

export interface ModelCall extends ModelRequest {
  model: string
  timeoutMs: number
}

/** How one call went. Values, not errors: a model that is away is an ordinary day. */
export type ModelOutcome =
  | { kind: 'answered'; text: string; tokensIn: number; tokensOut: number }
  /** Trying again can help. `retryAfterMs`: what the server asked for. `begun`: it may have written, and bills it. */
  | { kind: 'away'; why: string; retryAfterMs?: number; begun?: true }
  /** Trying the same again can't help: the key, the request, or the model's own refusal. */
  | { kind: 'refused'; why: string }

/**
 * A server that completes chats. Not in the contract: which model, how often, what it may cost, and what the text is worth
 * (those are the slices'). Never throws; nothing of the messages or the key stands in `why`.
 */
export interface ModelServer {
  complete(call: ModelCall, signal: AbortSignal): Promise<ModelOutcome>
}
