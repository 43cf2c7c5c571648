import type { Asset } from '../content/index.ts'
import {
  type Alarm,
  alarmsOf,
  brakeTemplate,
  type Category,
  type Finding,
  judge,
  templateFor,
  type Verdict,
} from '../guardrails/index.ts'
import { Failure } from '../kernel/failure.ts'
import { plainReply } from '../kernel/text.ts'
import type { PricedOffer } from '../offers/index.ts'
import type { PriceSuggestion } from '../pricing/index.ts'
import { briefFor } from './brief.ts'
import { calibrated, LOW_CONFIDENCE } from './calibrate.ts'
import type { Draft, Variant } from './draft.ts'
import type { Gathered } from './gather.ts'
import { judgeProposal, offered, suggestPrice } from './judge-proposal.ts'
import { needsNoReply } from './no-reply.ts'
import { words } from './proposal-words.ts'
import type { Proposal, Writer, WritingContext } from './writer.ts'

/** What a card will say: a draft to decide on, or why there is none. */
export interface Proposed {
  outcome: 'DRAFT' | 'ESCALATE'
  level: number
  category: Category | 'fan-frozen' | null
  rule: string | null
  text: string | null
  confidence: number | null
  reasons: string[]
  warning: string | null
  upsell: boolean
  price: PriceSuggestion | null
  /** What the price is for. */
  asset: Asset | null
  /** The offer that the price is made with. */
  offer: PricedOffer<Asset> | null
  writer: string
  translations: Draft['translations']
  /** What the rules found in the turn, and in replies that were thrown away. */
  alarms: readonly Alarm[]
  /** What the card shows of how it was written. */
  written: Pick<Draft['knowledge'], 'said' | 'situation' | 'meter'>
}

const NO_DRAFT = {
  text: null,
  confidence: null,
  reasons: [],
  warning: null,
  upsell: false,
  price: null,
  asset: null,
  offer: null,
  writer: 'none',
  translations: null,
  alarms: [],
  written: {},
}
/** 0 and null: nobody asked, the turn did. */
export interface Asked {
  attempt: number
  variant: Variant | null
}

/** Other variants are tried before the card says that none passed. */
const TRIES = 3
const WRITER_TIMEOUT_MS = 30_000

/**
 * Judges the turn, then writes, then judges what was written. Fails closed: when a judge can't run there is no draft.
 * Rejects with `Failure` when the writer is away, so that the task comes again.
 */
export async function propose(
  gathered: Gathered,
  writer: Writer,
  asked: Asked,
  signal: AbortSignal,
): Promise<Proposed> {
  let verdict: Verdict
  try {
    verdict = judgeTurn(gathered)
  } catch {
    return { ...NO_DRAFT, outcome: 'DRAFT', level: 0, category: null, rule: null, warning: words.checkFailed }
  }
  const proposed = await proposeFor(verdict, gathered, writer, asked, signal)
  return { ...proposed, alarms: [...alarmsOf('fan', verdict.findings), ...proposed.alarms] }
}

async function proposeFor(
  verdict: Verdict,
  gathered: Gathered,
  writer: Writer,
  { attempt, variant }: Asked,
  signal: AbortSignal,
): Promise<Proposed> {
  if (gathered.fan.frozenAt && verdict.level < 4) return frozen(gathered)
  const worst = verdict.findings.find((finding) => finding.level === verdict.level)
  if (worst && worst.level >= 3) return escalation(worst)
  if (gathered.brake && !gathered.brake.seen) return braked()
  if (worst && worst.level >= 2) return escalation(worst)
  // Whoever asks for a draft gets one.
  if (attempt === 0 && needsNoReply(gathered))
    return { ...NO_DRAFT, outcome: 'DRAFT', level: 0, category: null, rule: null, warning: words.noReplyNeeded }
  return write(gathered, writer, { attempt, variant }, worst ?? null, signal)
}

/** The highest verdict over the turn's messages, but for those that a manager has released. */
export function judgeTurn({ turn, rules, released }: Pick<Gathered, 'turn' | 'rules' | 'released'>): Verdict {
  const counted = (messages: { seq: number; text: string }[]): string[] =>
    messages.filter(({ seq }) => seq > (released ?? 0)).map(({ text }) => text)
  const findings = (text: string): Finding[] => judge(text, 'fan', rules).findings
  const standing = counted(turn.messages)
  // Judged apart and together: a sign can be split over two quick messages.
  const texts = standing.length > 1 ? [...standing, standing.join('\n')] : standing
  const all = [
    ...texts.flatMap(findings),
    ...counted(turn.deleted).flatMap((text) => findings(text).filter(({ level }) => level === 4)),
  ]
  const [worst] = all.toSorted((a, b) => b.level - a.level)
  return { level: worst?.level ?? 0, findings: all }
}

function escalation(finding: Finding): Proposed {
  const template = templateFor(finding.category)
  return {
    ...NO_DRAFT,
    outcome: 'ESCALATE',
    level: finding.level,
    category: finding.category,
    rule: finding.rule,
    text: template,
    writer: template ? 'fixed template' : 'none',
    reasons: [words.ruleMatched(finding.rule)],
  }
}

/** Somebody spends far above their habit: a manager sees it, and nothing is offered. */
const braked = (): Proposed => ({
  ...NO_DRAFT,
  ...{ outcome: 'ESCALATE', level: 3, category: 'vulnerable-spender', rule: 'spending-brake' },
  ...{ text: brakeTemplate(), writer: 'fixed template', reasons: [words.ruleMatched('spending-brake')] },
})

/** A frozen fan's message reaches a person, and nothing else happens. */
function frozen({ fan }: Gathered): Proposed {
  const level = fan.frozenReason?.startsWith('level 4') ? 4 : 3
  return {
    ...NO_DRAFT,
    outcome: 'ESCALATE',
    level,
    category: 'fan-frozen',
    rule: 'fan-frozen',
    reasons: [words.frozen],
  }
}

async function write(
  gathered: Gathered,
  writer: Writer,
  { attempt, variant }: Asked,
  hint: Finding | null,
  signal: AbortSignal,
): Promise<Proposed> {
  const shared = {
    outcome: 'DRAFT' as const,
    level: hint?.level ?? 0,
    category: hint?.category ?? null,
    rule: hint?.rule ?? null,
  }
  const price = variant === 'no-sale' ? null : suggestPrice(gathered, gathered.assets[0]).price
  const alarms: Alarm[] = []
  for (let n = 0; n < TRIES; n += 1) {
    const brief = briefFor(gathered, price, attempt + n, variant)
    // The last word is the built-in writer's: it copies nothing of what anybody said.
    const proposal = await writeOnce(n + 1 < TRIES ? brief : withoutBackground(brief), writer, signal)
    if (proposal === null) return { ...NO_DRAFT, ...shared, warning: words.writerFailed, alarms }
    const found = judgeProposal(proposal, gathered)
    if (found === null) return { ...NO_DRAFT, ...shared, warning: words.checkFailed, alarms }
    if (found.fan) return { ...escalation(found.fan), alarms: [...alarms, ...alarmsOf('fan', [found.fan])] }
    if (found.refused.length === 0) return { ...shared, ...drafted(proposal, gathered, hint, writer.name), alarms }
    alarms.push(...alarmsOf('draft', found.refused))
  }
  return { ...NO_DRAFT, ...shared, warning: words.noneFit(TRIES), alarms }
}

const withoutBackground = ({ background: _, ...brief }: WritingContext): WritingContext => brief

function drafted(proposal: Proposal, gathered: Gathered, hint: Finding | null, name: string) {
  const { text, reasons, upsell, warning, meter, situation, translations } = proposal
  const { asset, price, offer } = offered(proposal, gathered)
  const { capped } = suggestPrice(gathered, gathered.assets[0])
  const writer = proposal.writtenBy ?? name
  const { confidence, decisions } = calibrated(proposal.confidence, writer, gathered.outcomes)
  // A card that says "low confidence" says why: where the writer names nothing, the team's own decisions are the reason.
  const oftenChanged = confidence < LOW_CONFIDENCE && proposal.confidence >= LOW_CONFIDENCE
  const doubts = [
    hint ? words.injection : null,
    warning ?? null,
    oftenChanged ? words.oftenChanged : null,
    gathered.disclosureLeftOut ? words.noDisclosure(gathered.creator.name) : null,
  ]
  const warnings = doubts.filter((doubt) => doubt !== null)
  return {
    text: plainReply(text),
    confidence,
    reasons: capped === null ? reasons : [...reasons, capped],
    upsell,
    warning: warnings.length > 0 ? warnings.join(' ') : null,
    price,
    asset: price && asset ? asset : null,
    offer: price ? offer : null,
    writer,
    translations: translations ?? null,
    written: { said: { confidence: proposal.confidence, decisions }, situation, ...(meter && { meter }) },
  }
}

/** Null when the writer will never write this one: a person must. */
async function writeOnce(context: WritingContext, writer: Writer, signal: AbortSignal): Promise<Proposal | null> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(WRITER_TIMEOUT_MS)])
  try {
    return await writer.write(context, limit)
  } catch (cause) {
    if (cause instanceof Failure && cause.retry.kind === 'never') return null
    if (cause instanceof Failure) throw cause
    throw new Failure('writer_failed', `the writer ${writer.name} failed`, { cause })
  }
}
