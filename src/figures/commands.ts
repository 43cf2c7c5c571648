import { type CommandDefinition, defineCommand, hasRole, ROLES, refused } from '../desk/index.ts'
import { type FiguresDeps, FOR_CREATORS, type ReportName, reportFor, reportsFor } from './ask.ts'

const SUMMARIES: Record<ReportName, string> = {
  revenue: 'What was paid and went back, by day with unusual ones marked, source and hour, and how many subscribe',
  team: 'What operators decided, how fast, and what was bought after their replies',
  content: 'What was sold, from message to purchase, and PPVs by segment',
  fans: 'Who paid most, and how much of everything that is',
  cohorts: 'Fans by the month of their first purchase: who buys again, and what they brought',
  segments: 'How many fans are in each segment, day by day, and who went where',
  flows: 'How many fans went from one segment to another',
  guardrails: 'What the rules found by day, how often they were right, and who overruled them',
}

const ARGUMENTS = [
  { name: 'creator', summary: 'whose figures; all, also when left out', required: false },
  { name: 'days', summary: 'of how many days until today; 30 when left out', required: false },
]

/** `/report revenue`, `team`, `content`, `fans`, `cohorts`, `segments`, `flows` and `guardrails`. A creator reads their own. */
export const figuresCommands = (deps: FiguresDeps): CommandDefinition[] =>
  (Object.keys(SUMMARIES) as ReportName[]).map((name) => {
    const least = FOR_CREATORS.includes(name) ? 'creator' : 'manager'
    return defineCommand({
      ...{ group: 'report', name, summary: SUMMARIES[name], arguments: ARGUMENTS, least },
      except: ROLES.filter((role) => hasRole(role, least) && !reportsFor(role).includes(name)),
      async run({ actor, arguments: given }) {
        const made = await reportFor(deps, actor, name, given)
        return 'line' in made ? refused(made.line) : { kind: 'panel', card: made.card }
      },
    })
  })
