import type { Agencies } from '../agency/index.ts'
import { hasRole, type Role } from '../desk/index.ts'
import { cohortsReport } from './cohorts-report.ts'
import { contentReport, flowsReport } from './content-report.ts'
import { dayOf, plusDays } from './days.ts'
import { fansReport } from './fans-report.ts'
import { guardrailsReport } from './guardrails-report.ts'
import { accountsOf, ownCreator } from './people-store.ts'
import type { Asked, MadeFrom, Report } from './report.ts'
import { revenueReport } from './revenue-report.ts'
import { segmentsReport } from './segments-report.ts'
import { teamReport } from './team-report.ts'
import { words } from './words.ts'

export interface FiguresDeps extends MadeFrom {
  agencies: Pick<Agencies, 'creators' | 'operators' | 'agencies'>
  /** Hears how long a report took. */
  took?: ((report: ReportName, ms: number) => void) | undefined
}

export const REPORTS = ['revenue', 'team', 'content', 'fans', 'cohorts', 'segments', 'flows', 'guardrails'] as const
export type ReportName = (typeof REPORTS)[number]

/** What a creator may read of themselves; the team's work is the managers'. */
export const FOR_CREATORS: readonly ReportName[] = ['revenue', 'content', 'fans', 'cohorts', 'flows']

const MAKERS: Record<ReportName, (from: MadeFrom, asked: Asked) => Promise<Report>> = {
  revenue: revenueReport,
  team: teamReport,
  content: contentReport,
  fans: fansReport,
  cohorts: cohortsReport,
  segments: segmentsReport,
  flows: flowsReport,
  guardrails: guardrailsReport,
}

const DAYS = 30
const DAYS_MAX = 366
/** So much of what was typed is said again. */
const NAMED_MAX = 60

/** Whose figures, by name or id, and of how many days until today; all creators and 30 days where nothing is said. */
export interface Wanted {
  creator?: string | undefined
  days?: string | undefined
}

/** Why a report isn't given: to this person none, or what was asked for isn't there; `line` says it. */
export interface Refusal {
  because: 'role' | 'days' | 'creator'
  line: string
}

/** Who reads: a person whom a desk or the gate knows. Nothing is changed by it. */
export interface ReportReader {
  agencyId: string
  operatorId: string
  role: Role
}

/** Which reports a role may read. */
export const reportsFor = (role: Role): readonly ReportName[] =>
  hasRole(role, 'manager') ? REPORTS : role === 'creator' ? FOR_CREATORS : []

/** Whether a role reads what creators earn: the one rule for reports, digests, alerts and insights. */
export const seesMoney = (role: Role): boolean => reportsFor(role).includes('revenue')

/** Whose figures: null is everybody's. */
async function allowedTo({ ground }: FiguresDeps, { agencyId, operatorId, role }: ReportReader) {
  if (hasRole(role, 'manager')) return null
  const own = role === 'creator' ? await ownCreator(ground.database, agencyId, operatorId) : null
  return own === null ? [] : [own]
}

/** The creators whose figures a person may read. */
export async function creatorsFor(deps: FiguresDeps, reader: ReportReader): Promise<{ id: string; name: string }[]> {
  const allowed = await allowedTo(deps, reader)
  const all = await deps.agencies.creators(reader.agencyId)
  return all.filter(({ id }) => allowed?.includes(id) ?? true).map(({ id, name }) => ({ id, name }))
}

/**
 * A report for a person whom the gate let through. Creators read their own figures, whomever they ask for; chatters none. A
 * sentence where it is refused.
 */
export async function reportFor(
  deps: FiguresDeps,
  reader: ReportReader,
  name: ReportName,
  wanted: Wanted,
): Promise<Report | Refusal> {
  if (!reportsFor(reader.role).includes(name)) return { because: 'role', line: words.managersAndCreators }
  return report(deps, reader.agencyId, name, wanted, await allowedTo(deps, reader))
}

/** What stands for all creators: nothing, or the word that other commands take, without which no days could be typed. */
const ALL = ['', 'all']

/** The same for a program of the agency, or for a person: of these creators, or (null) of all. */
export async function report(
  deps: FiguresDeps,
  agencyId: string,
  name: ReportName,
  wanted: Wanted,
  allowed: readonly string[] | null,
): Promise<Report | Refusal> {
  const { ground, agencies } = deps
  const asked = ground.clock.now()
  const days = wanted.days === undefined || wanted.days === '' ? DAYS : Number(wanted.days)
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX)
    return { because: 'days', line: words.badDays((wanted.days ?? '').slice(0, NAMED_MAX)) }
  const creators = (await agencies.creators(agencyId)).filter(({ id }) => allowed?.includes(id) ?? true)
  const called = wanted.creator?.trim().toLowerCase() ?? ''
  const named = creators.find(({ id, name }) => id === called || name.toLowerCase() === called)
  const meant = named ?? (ALL.includes(called) ? null : undefined)
  if (meant === undefined)
    return {
      because: 'creator',
      line: words.noCreator(
        (wanted.creator ?? '').slice(0, NAMED_MAX),
        creators.map(({ name }) => name),
      ),
    }
  const agency = (await agencies.agencies()).find(({ id }) => id === agencyId)
  const only = meant ?? (creators.length === 1 ? creators[0] : undefined)
  const to = dayOf(ground.clock.now(), only?.zone ?? agency?.zone ?? 'UTC')
  const made = await MAKERS[name](deps, {
    ...{ agencyId, from: plusDays(to, 1 - days), to, title: only?.name ?? words.all },
    creatorIds: meant ? [meant.id] : allowed,
    creators: new Map(creators.map((creator) => [creator.id, creator.name])),
    operators: new Map((await agencies.operators(agencyId)).map((operator) => [operator.id, operator.name])),
    accounts: await accountsOf(ground.database, agencyId),
  })
  deps.took?.(name, ground.clock.now().getTime() - asked.getTime())
  return made
}
