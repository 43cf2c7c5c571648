import type { Category } from '../verdict.ts'
import { accountCompromise } from './account-compromise.ts'
import { ageAmbiguous } from './age-ambiguous.ts'
import { coercion } from './coercion.ts'
import { customContent } from './custom-content.ts'
import { doxxing } from './doxxing.ts'
import { falseIdentity } from './false-identity.ts'
import { falseScarcity } from './false-scarcity.ts'
import { guilt } from './guilt.ts'
import { identity } from './identity.ts'
import { legalRequest } from './legal-request.ts'
import { meetUp } from './meet-up.ts'
import { minor } from './minor.ts'
import { namedAmount } from './named-amount.ts'
import { offPlatformContact } from './off-platform-contact.ts'
import { offPlatformPayment } from './off-platform-payment.ts'
import { prohibited } from './prohibited.ts'
import { promisedDiscount } from './promised-discount.ts'
import { promisedMeeting } from './promised-meeting.ts'
import { promisedRefund } from './promised-refund.ts'
import { promptInjection } from './prompt-injection.ts'
import { refundDispute } from './refund-dispute.ts'
import type { Rule } from './rule.ts'
import { selfHarm } from './self-harm.ts'
import { staffHarassment } from './staff-harassment.ts'
import { threat } from './threat.ts'
import { vulnerableSpender } from './vulnerable-spender.ts'

/** Every built-in rule, the gravest first. A new rule is one file and one line here. */
export const RULES: readonly Rule[] = [
  minor,
  coercion,
  selfHarm,
  threat,
  doxxing,
  accountCompromise,
  offPlatformPayment,
  offPlatformContact,
  meetUp,
  vulnerableSpender,
  prohibited,
  legalRequest,
  refundDispute,
  identity,
  staffHarassment,
  customContent,
  ageAmbiguous,
  promptInjection,
  falseIdentity,
  guilt,
  falseScarcity,
  promisedDiscount,
  promisedRefund,
  promisedMeeting,
  namedAmount,
]

/** What a fan's message can be about, the gravest first, with the level at which it reaches a person. */
export const OF_FANS: readonly { category: Category; level: 2 | 3 | 4 }[] = RULES.flatMap(
  ({ id, category, level, stages }) =>
    id === category && stages.includes('fan') && level > 1 ? [{ category, level: level as 2 | 3 | 4 }] : [],
)
