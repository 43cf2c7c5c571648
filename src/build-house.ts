import { createAgency } from './agency/index.ts'
import { createApiKeys } from './api-keys/index.ts'
import { createApprovals } from './approvals/index.ts'
import { createAutomations, createFlowDesk } from './automations/index.ts'
import { createCalibration } from './calibration/index.ts'
import { createChannels } from './channels/index.ts'
import type { DeskConnection } from './connect-desks.ts'
import { createContent } from './content/index.ts'
import { type ActionDefinition, type CommandDefinition, type Desk, deskCommands } from './desk/index.ts'
import { createDigests } from './digests/index.ts'
import {
  createDrafting,
  createModelWriter,
  createTemplateWriter,
  forgetExamples,
  type Writer,
} from './drafting/index.ts'
import type { Ground } from './facts/index.ts'
import { createFans } from './fans/index.ts'
import { createFigures, type FiguresDeps } from './figures/index.ts'
import { createGuardrails } from './guardrails/index.ts'
import { createImports } from './imports/index.ts'
import { createInbox } from './inbox/index.ts'
import { createLanguageModel, type ModelSetup } from './language-model/index.ts'
import { createOffers } from './offers/index.ts'
import { createPersonas } from './personas/index.ts'
import { createPlatforms, type Platform } from './platforms/index.ts'
import { createPricing } from './pricing/index.ts'
import { createReplies } from './replies/index.ts'
import { createScoring } from './scoring/index.ts'
import { createVault, type KeyRing } from './vault/index.ts'

/** What the slices need from outside. */
export interface HouseDeps {
  ring: KeyRing
  platforms: readonly Platform[]
  writer?: Writer
  /** A language model; without it the built-in writers work. */
  model?: ModelSetup
  metrics?: { onReport: FiguresDeps['took'] }
}

export type House = ReturnType<typeof buildHouse>

/** The slices, in the order of the house. */
export function buildHouse(ground: Ground, deps: HouseDeps, desks: readonly Desk[], wake: () => void) {
  const agencies = createAgency(ground)
  const vault = createVault(ground, deps.ring)
  const apiKeys = createApiKeys(ground)
  const channels = createChannels({ ground, desks, agencies })
  const languageModel = createLanguageModel(ground, agencies, deps.model ?? null)
  const platforms = createPlatforms(ground, vault, deps.platforms)
  const fans = createFans(ground)
  const content = createContent({ ground, agencies })
  const inbox = createInbox({ ground, platforms, fans, content }, wake)
  const imports = createImports({ ground, agencies, platforms, fans, content, inbox })
  const currencyOf = async (agencyId: string, id: string) =>
    (await agencies.creator(ground.database, agencyId, id))?.currency ?? null
  const scoring = createScoring({
    ...{ ground, fans, inbox, currencyOf, creatorsOf: agencies.creators },
    favouriteTags: content.favouriteTags,
  })
  const guardrails = createGuardrails({ ground, agencies })
  const calibration = createCalibration({ ground, agencies, fans, inbox, guardrails })
  const personas = createPersonas({ ground, agencies, rulesOf: guardrails.rules, forgetExamples })
  const pricing = createPricing({ ground, fans, content, scoring, creatorsOf: agencies.creators })
  const offers = createOffers({ ground, agencies, fans, content, guardrails, pricing, model: languageModel })
  const writer = deps.writer ?? createModelWriter(languageModel, createTemplateWriter())
  const known = { agencies, fans, content, inbox, scoring, guardrails, personas, pricing, offers }
  const drafting = createDrafting({ ground, ...known, writer, model: languageModel })
  const approvalsDeps = { ground, channels, agencies, fans, inbox, drafting, guardrails, platforms, offers }
  const approvals = createApprovals(approvalsDeps)
  const replies = createReplies({ ...approvalsDeps, approvals, pricing, content })
  const { counts, spread } = scoring
  // Digests come after figures: what they found unusual is asked for when a report is.
  const unusual: FiguresDeps['unusual'] = (span) => digests.unusualDays(span)
  const figures = createFigures({
    ...{ ground, agencies, counts, spread, found: guardrails.found, unusual, took: deps.metrics?.onReport },
  })
  const flowDeps = { ground, agencies, fans, inbox, scoring, drafting, offers }
  const automations = createAutomations(flowDeps)
  const flowDesk = createFlowDesk({ ...flowDeps, content, guardrails, languageModel, offer: offers.offer })
  const digests = createDigests({
    ...{ ground, ...known, channels, platforms, drafting, approvals, figures },
  })
  return {
    ground,
    agencies,
    vault,
    apiKeys,
    channels,
    languageModel,
    platforms,
    fans,
    content,
    inbox,
    imports,
    scoring,
    guardrails,
    calibration,
    personas,
    pricing,
    offers,
    drafting,
    approvals,
    replies,
    figures,
    automations,
    flowDesk,
    digests,
  }
}

/** Every button, menu entry and form of the slices. */
export const actionsOf = (house: House): ActionDefinition[] => {
  const slices = [
    house.content,
    house.scoring,
    house.guardrails,
    house.calibration,
    house.personas,
    house.pricing,
    house.offers,
    house.drafting,
    house.approvals,
    house.replies,
    house.flowDesk,
    house.digests,
  ]
  return slices.flatMap(({ actions }) => actions)
}

/** Every command of the slices, of the desks elsewhere, and of the desk itself. */
export function commandsOf(
  house: House,
  connections: readonly DeskConnection[],
  wake: () => void,
): CommandDefinition[] {
  const {
    agencies,
    approvals,
    calibration,
    channels,
    content,
    digests,
    drafting,
    fans,
    figures,
    guardrails,
    languageModel,
    offers,
    personas,
    platforms,
    pricing,
    replies,
    scoring,
    flowDesk,
    ground,
  } = house
  const slices = [
    ...agencies.commands,
    ...platforms.commands(agencies.creators),
    ...[
      channels,
      languageModel,
      fans,
      content,
      scoring,
      guardrails,
      calibration,
      personas,
      pricing,
      offers,
      drafting,
      approvals,
      replies,
      flowDesk,
      figures,
      digests,
    ].flatMap(({ commands }) => commands),
  ]
  const desks = connections.flatMap(({ commands }) => commands)
  return [...slices, ...desks, ...deskCommands(ground.database, ground.clock, wake, agencies.operators)]
}
