import { type Category, type Finding, judge, templateFor, type Verdict } from '../guardrails/index.ts'
import { Failure } from '../kernel/failure.ts'
import { plainReply } from '../kernel/text.ts'
import { type PriceSuggestion, priceFor } from '../pricing/index.ts'
import type { Gathered } from './gather.ts'
import { words } from './proposal-words.ts'
import type { Proposal, Writer } from './writer.ts'

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
  writer: string
}

const NO_DRAFT = {
  text: null,
  confidence: null,
  reasons: [],
  warning: null,
  upsell: false,
  price: null,
  writer: 'none',
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
  attempt: number,
  signal: AbortSignal,
): Promise<Proposed> {
  let verdict: Verdict
  try {
    verdict = judgeTurn(gathered)
  } catch {
    return { ...NO_DRAFT, outcome: 'DRAFT', level: 0, category: null, rule: null, warning: words.checkFailed }
  }
  if (gathered.fan.frozenAt && verdict.level < 4) return frozen(gathered)
  const worst = verdict.findings.find((finding) => finding.level === verdict.level)
  if (worst && worst.level >= 2) return escalation(worst)
  return write(gathered, writer, attempt, worst ?? null, signal)
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
  attempt: number,
  hint: Finding | null,
  signal: AbortSignal,
): Promise<Proposed> {
  const price = suggestPrice(gathered)
  const shared = {
    outcome: 'DRAFT' as const,
    level: hint?.level ?? 0,
    category: hint?.category ?? null,
    rule: hint?.rule ?? null,
  }
  for (let n = 0; n < TRIES; n += 1) {
    const proposal = await writeOnce(gathered, writer, attempt + n, price, signal)
    if (proposal === null) return { ...NO_DRAFT, ...shared, warning: words.writerFailed }
    const level = levelOfText(proposal.text, gathered)
    if (level === null) return { ...NO_DRAFT, ...shared, warning: words.checkFailed }
    if (level < 2)
      return { ...shared, ...drafted(proposal, hint), price: proposal.upsell ? price : null, writer: writer.name }
  }
  return { ...NO_DRAFT, ...shared, warning: words.noneFit(TRIES) }
}

function drafted({ text, confidence, reasons, upsell, warning }: Proposal, hint: Finding | null) {
  const warnings = [hint ? words.injection : null, warning ?? null].filter((w) => w !== null)
  return {
    text: plainReply(text),
    confidence,
    reasons,
    upsell,
    warning: warnings.length > 0 ? warnings.join(' ') : null,
  }
}

/** Null when the judge can't run: then there is no draft. */
function levelOfText(text: string, { rules }: Gathered): number | null {
  try {
    return judge(text, 'draft', rules).level
  } catch {
    return null
  }
}

/** Null when the writer will never write this one: a person must. */
async function writeOnce(
  { persona, creator, fan, score, turn, asset, lastAsset }: Gathered,
  writer: Writer,
  attempt: number,
  price: PriceSuggestion | null,
  signal: AbortSignal,
): Promise<Proposal | null> {
  const last = score.history.lastPurchaseAt
  const newest = turn.messages.at(-1)?.at ?? turn.at
  const limit = AbortSignal.any([signal, AbortSignal.timeout(WRITER_TIMEOUT_MS)])
  try {
    return await writer.write(
      {
        persona: {
          name: persona.name,
          creatorName: creator.name,
          templates: persona,
          disclosure: creator.disclosureLine,
        },
        fan: {
          alias: fan.name,
          segment: score.segment,
          purchases: score.history.purchases,
          daysSincePurchase: last ? Math.max(0, Math.floor((newest.getTime() - last.getTime()) / 86_400_000)) : null,
          lastAsset,
        },
        turn: turn.messages,
        asset: asset && price ? { title: asset.title } : null,
        price: price && asset ? { minor: price.priceMinor, currency: asset.currency } : null,
        attempt,
      },
      limit,
    )
  } catch (cause) {
    if (cause instanceof Failure && cause.retry.kind === 'never') return null
    if (cause instanceof Failure) throw cause
    throw new Failure('writer_failed', `the writer ${writer.name} failed`, { cause })
  }
}

/** Null where there is nothing the fan doesn't own yet. */
function suggestPrice({ asset, score, ownUnlocks, rules, creator }: Gathered): PriceSuggestion | null {
  if (!asset || asset.currency !== creator.currency) return null
  return priceFor({
    asset,
    segment: score.segment,
    history: score.history,
    ownUnlocks,
    ownIgnored: [],
    similar: score.similarUnlocks,
    typicalMinor: null,
    answers: [],
    exploring: false,
    bounds: { floorMinor: rules.floorMinor, ceilingMinor: rules.ceilingMinor },
    ladderMinor: LADDER_MINOR,
    currency: creator.currency,
  })
}

/** The prices of `science.md`'s protocol, in minor units of a currency with two decimals. */
const LADDER_MINOR = [300, 500, 700, 900, 1200, 1500, 2000, 2500, 3000, 4000, 5000]
