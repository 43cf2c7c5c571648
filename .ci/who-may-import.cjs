/**
 * Who may import whom: the table from which .dependency-cruiser.cjs makes its rules. Rows stand in the order of the house
 * and name only rows above them: nothing points backwards, and downstream work is reached by facts. A row is as narrow as
 * the code allows: widen it by a change here, with the reason.
 */

/** Open to every slice. Of the database only the handle, of facts only the front door. */
const GROUND = { kernel: [], database: ['kernel'], facts: ['kernel', 'database'] }

const ALL_ABOVE = 'all above'

/** Slice → the slices whose front door (`index.ts`) it may import. */
const SLICES = {
  // Pictures of figures as shapes: what stands on a card, and in the slices that describe one.
  charts: [],
  desk: ['charts'],
  agency: ['desk'],
  vault: ['agency'],
  'api-keys': [],
  channels: ['desk', 'agency'],
  // desk: what the model did and cost is a command.
  'language-model': ['desk', 'agency', 'vault'],
  // desk: `/creator account` names where a creator's fans write.
  platforms: ['desk', 'agency', 'vault'],
  fans: ['desk', 'agency', 'platforms'],
  content: ['desk', 'agency', 'fans'],
  // content: events name the asset that was bought.
  inbox: ['agency', 'platforms', 'fans', 'content'],
  // agency: the creator's zone and currency; content: exports of assets, and purchases that name one.
  imports: ['agency', 'platforms', 'fans', 'content', 'inbox'],
  experiments: ['desk', 'agency', 'fans'],
  scoring: ['charts', 'desk', 'fans', 'inbox'],
  guardrails: ['desk', 'agency', 'fans', 'inbox', 'scoring'],
  // It sets what others own, by their use cases: a deadline, a schedule, limits, tags.
  calibration: ['desk', 'agency', 'fans', 'inbox', 'guardrails'],
  // guardrails: what is stored to be said is judged when it is stored.
  personas: ['desk', 'agency', 'content', 'guardrails'],
  // agency: a creator who is named in a command.
  pricing: ['charts', 'desk', 'agency', 'fans', 'content', 'scoring', 'guardrails', 'personas', 'experiments'],
  // agency: the creator's zone, in which an offer's days are, and currency; the team, of whom two agree.
  offers: ['desk', 'agency', 'channels', 'fans', 'content', 'scoring', 'guardrails', 'pricing', 'language-model'],
  // agency: a draft is written in the creator's currency and the agency's settings.
  drafting: [
    ...['charts', 'desk', 'agency', 'language-model', 'fans', 'content', 'inbox', 'experiments'],
    ...['scoring', 'guardrails', 'personas', 'pricing', 'offers'],
  ],
  // agency, platforms: the card names the creator and the platform.
  // offers: what a reply says of one is judged beside it.
  approvals: [
    ...['desk', 'agency', 'channels', 'platforms', 'fans', 'inbox', 'guardrails', 'pricing', 'offers', 'drafting'],
  ],
  // content, pricing, drafting, fans: a sent price is a shown quote of an asset; desk: its own buttons and card states.
  replies: [
    ...['desk', 'channels', 'platforms', 'fans', 'content', 'inbox'],
    ...['guardrails', 'pricing', 'offers', 'drafting', 'approvals'],
  ],
  automations: ALL_ABOVE,
  figures: ALL_ABOVE,
  // charts: an alert shows its days; fans: a frozen one is never listed, and Draft is an action of theirs.
  // platforms, inbox, content, offers: what else happened on an unusual day; guardrails, pricing, drafting: who may be written
  // to, about what, and who has a card.
  digests: [
    ...['charts', 'desk', 'agency', 'channels', 'language-model', 'platforms', 'fans', 'content', 'inbox', 'scoring'],
    ...['guardrails', 'pricing', 'offers', 'drafting', 'approvals', 'figures'],
  ],
  privacy: ALL_ABOVE,
}

const STORES = '(^|[/-])store\\.ts$'

/** Name of the rule → the npm packages, and the only places that may import them. */
const PACKAGES = {
  'postgres-stays-in-stores': ['pg|@prisma/[^/]+|prisma', `^src/database/|${STORES}`],
  'queues-stay-in-jobs': ['node-cron|bullmq|ioredis|rate-limiter-flexible|@bull-board/[^/]+', '^jobs/'],
  'traces-stay-in-their-adapter': ['@opentelemetry/[^/]+', '^adapters/otel/'],
  'metrics-stay-in-http': ['prom-client', '^adapters/http/'],
  'fastify-stays-in-adapters': ['@fastify/[^/]+|fastify', '^adapters/(http|web|slack)/|^src/(app|connect-desks)\\.ts$'],
  'slack-stays-in-its-adapter': ['@slack/[^/]+', '^adapters/slack/'],
  'discord-stays-in-its-adapter': ['@discordjs/[^/]+|discord[^/]*', '^adapters/discord/'],
  'pictures-stay-in-their-adapter': ['@resvg/[^/]+|@expo-google-fonts/[^/]+', '^adapters/png/'],
  'openai-stays-in-its-adapter': ['openai', '^adapters/openai/'],
  'the-entry-makes-the-log': ['pino', '^src/main\\.ts$|^src/cli/'],
}

module.exports = { ALL_ABOVE, GROUND, PACKAGES, SLICES, STORES }
