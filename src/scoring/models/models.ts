import { bgNbd, mbgNbd } from './bg-nbd.ts'
import type { BuyingModel, ModelName } from './buying.ts'
import { paretoNbd } from './pareto-nbd.ts'

/** By name, as a stored fit names its model. */
export const MODELS: Readonly<Record<ModelName, BuyingModel>> = {
  'bg-nbd': bgNbd,
  'mbg-nbd': mbgNbd,
  'pareto-nbd': paretoNbd,
}
