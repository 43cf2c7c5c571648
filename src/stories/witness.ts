import { type Answer, actionId, type Filled } from '../desk/index.ts'
import type { Draft } from '../drafting/index.ts'
import { parseMinor } from '../kernel/money.ts'
import { plainReply } from '../kernel/text.ts'
import type { OutgoingReply } from '../platforms/index.ts'
import type { StoryHouse } from './house.ts'

/** What a person approved, noted at the gate as they saw or typed it: independent of what the product stored. */
interface Approved {
  draftId: string
  version: number
  operatorId: string
  text: string
  priceMinor: number | null
  assetIds: string[]
  conversationId: string
  accountId: string
}

interface Left {
  id: string
  state: string
  draftId: string
  text: string
  priceMinor: number | null
  assetIds: string[]
  conversationId: string
  accountId: string
  accountExternalId: string
  fanExternalId: string
  version: number | null
  operatorId: string | null
  outcome: string | null
}

interface On {
  id: string
  version: number
}

export type Witness = ReturnType<typeof witness>

/** Stands at the gate and at the platform, and says afterwards whether everything that left was approved as it left. */
export function witness(house: StoryHouse, calls: readonly OutgoingReply[], twoAboveMinor = Number.POSITIVE_INFINITY) {
  const { app, agencyId } = house
  const { database } = app.ground
  const approved: Approved[] = []
  const triedAgain = new Map<string, number>()

  /** Presses a button as an operator would, and notes what they approved with it. */
  async function press(operatorId: string, action: string, on: On, filled: Filled | null = null): Promise<Answer> {
    const seen = await app.drafting.draft(database, agencyId, on.id)
    const answer = await house.press(operatorId, actionId(action, on.id, on.version), filled)
    if (answer.kind !== 'done') return answer
    if (action === 'try-again') triedAgain.set(on.id, (triedAgain.get(on.id) ?? 0) + 1)
    if (seen && action === 'accept') approved.push(approvalOf(operatorId, on, seen, null))
    if (seen && action === 'edit' && filled) approved.push(approvalOf(operatorId, on, seen, filled))
    if (action === 'agree') approved.push(...firstsOf(approved, on).map((one) => ({ ...one, ...on, operatorId })))
    return answer
  }

  /** Everything that reached a platform or a person to be sent, with the one decision that its row names. */
  async function left(): Promise<Left[]> {
    return database.query<Left>(
      `SELECT x.id, x.state, x.draft_id AS "draftId", x.text, x.price_minor AS "priceMinor", x.asset_ids AS "assetIds",
         x.conversation_id AS "conversationId", x.account_id AS "accountId", a.external_id AS "accountExternalId",
         f.external_id AS "fanExternalId", d.draft_version AS version, o.id AS "operatorId", d.outcome
       FROM deliveries x
       JOIN conversations c ON c.agency_id = x.agency_id AND c.id = x.conversation_id
       JOIN fans f ON f.agency_id = c.agency_id AND f.id = c.fan_id
       JOIN accounts a ON a.agency_id = x.agency_id AND a.id = x.account_id
       LEFT JOIN decisions d ON d.agency_id = x.agency_id AND d.id = x.decision_id
       LEFT JOIN operators o ON o.agency_id = d.agency_id AND o.id = d.operator_id
       WHERE x.agency_id = $1`,
      [agencyId],
    )
  }

  /**
   * What was sent, or lies ready to be sent by hand, without a person's decision on exactly that; empty when all is well.
   * Only of fans whose name begins with `fans`.
   */
  async function violations(fans = ''): Promise<string[]> {
    const all = (await left()).filter(({ fanExternalId }) => fanExternalId.startsWith(fans))
    const problems = all
      .filter(({ state }) => !['waiting', 'withdrawn', 'stopped'].includes(state))
      .flatMap((delivery) => [...problemsOf(delivery, approved), ...alone(delivery, approved, twoAboveMinor)])
    const byId = new Map(all.map((delivery) => [delivery.id, delivery]))
    const made = calls.filter((call) => call.agencyId === agencyId && call.fanExternalId.startsWith(fans))
    return [...new Set([...problems, ...made.flatMap((call) => problemsOfCall(call, byId.get(call.deliveryId)))])]
  }

  function problemsOfCall(call: OutgoingReply, delivery: Left | undefined): string[] {
    if (!delivery) return [`call ${call.deliveryId}: no such delivery`]
    if (!sameCall(call, delivery)) return [`call ${call.deliveryId}: not what its delivery says`]
    const allowed = 1 + (triedAgain.get(call.deliveryId) ?? 0)
    const made = calls.filter(({ deliveryId }) => deliveryId === call.deliveryId).length
    if (made > allowed) return [`delivery ${call.deliveryId} was handed over ${made} times, ${allowed} allowed`]
    return problemsOf(delivery, approved)
  }

  return { press, violations, approved }
}

/** What somebody approved: the draft as it stood, or what they typed in its place. */
function approvalOf(operatorId: string, on: On, seen: Draft, typed: Filled | null): Approved {
  const priceMinor = typed?.price === undefined ? seen.priceMinor : parseMinor(typed.price, seen.currency)
  return {
    draftId: on.id,
    version: on.version,
    operatorId,
    text: plainReply(typed?.text ?? seen.text ?? ''),
    priceMinor,
    assetIds: priceMinor !== null && seen.assetId ? [seen.assetId] : [],
    conversationId: seen.conversationId,
    accountId: seen.accountId,
  }
}

function problemsOf(delivery: Left, approved: readonly Approved[]): string[] {
  const { id, draftId, version, operatorId } = delivery
  if (delivery.outcome !== 'accepting' || operatorId === null)
    return [`delivery ${id}: no accepting decision by a person`]
  const matching = approved.filter(
    (one) => one.draftId === draftId && one.version === version && one.operatorId === operatorId,
  )
  const [one] = matching
  if (matching.length !== 1 || !one) return [`delivery ${id}: ${matching.length} approvals at the gate`]
  const fields = ['text', 'priceMinor', 'conversationId', 'accountId'] as const
  const other = fields.filter((field) => one[field] !== delivery[field])
  if (String(one.assetIds) !== String(delivery.assetIds)) return [`delivery ${id}: other assets than approved`]
  return other.map((field) => `delivery ${id}: ${field} is ${delivery[field]}, approved was ${one[field]}`)
}

/** What the first person approved, at the version before the card began to wait for a second one. */
const firstsOf = (approved: readonly Approved[], { id, version }: On): Approved[] =>
  approved.filter((one) => one.draftId === id && one.version === version - 1)

/** A price that takes two people needs two different ones who approved the very same. */
function alone(delivery: Left, approved: readonly Approved[], twoAboveMinor: number): string[] {
  const { id, draftId, version, priceMinor, text, operatorId } = delivery
  if (priceMinor === null || priceMinor <= twoAboveMinor) return []
  const firsts = firstsOf(approved, { id: draftId, version: version ?? 0 })
  const same = firsts.filter((one) => one.text === text && one.priceMinor === priceMinor)
  return same.some((one) => one.operatorId !== operatorId) ? [] : [`delivery ${id}: one person's, two were needed`]
}

const sameCall = (call: OutgoingReply, delivery: Left): boolean =>
  call.text === delivery.text &&
  (call.price?.minor ?? null) === delivery.priceMinor &&
  String(call.assetIds) === String(delivery.assetIds) &&
  call.accountExternalId === delivery.accountExternalId &&
  call.fanExternalId === delivery.fanExternalId
