import { coercion } from './coercion.ts'
import { identity } from './identity.ts'
import { meetUp } from './meet-up.ts'
import { minor } from './minor.ts'
import { offPlatformContact } from './off-platform-contact.ts'
import { offPlatformPayment } from './off-platform-payment.ts'
import { promptInjection } from './prompt-injection.ts'
import { refundDispute } from './refund-dispute.ts'
import type { Rule } from './rule.ts'
import { selfHarm } from './self-harm.ts'

/** Every built-in rule, the gravest first. A new rule is one file and one line here. */
export const RULES: readonly Rule[] = [
  minor,
  coercion,
  selfHarm,
  offPlatformPayment,
  offPlatformContact,
  meetUp,
  refundDispute,
  identity,
  promptInjection,
]
