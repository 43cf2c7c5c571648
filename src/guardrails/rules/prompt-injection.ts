import { phrases, type Rule } from './rule.ts'

const ORDERS = '(?:instructions?|rules|prompts?|guidelines|directions|programming|restrictions|training|guardrails)'

/** Written as an order to a language model. A fan's words are data in any case; the card says that this was tried. */
export const promptInjection: Rule = {
  id: 'prompt-injection',
  category: 'prompt-injection',
  level: 1,
  stages: ['fan'],
  editable: false,
  find: phrases(
    `(?:ignore|disregard|forget|override|bypass|drop|skip)(?: (?:all|any|of|your|the|my|these|those|previous|prior|above|earlier|preceding|system|every|other)){1,5} ${ORDERS}`,
    '(?:ignore|disregard|forget) (?:everything|all|anything) (?:above|before|previous|prior|i said|you were told|you know)',
    `(?:show|reveal|print|repeat|output|tell|give|what (?:is|are)|what'?s)(?: me)? (?:your|the) (?:system |initial |original |hidden |secret |full )?(?:system )?(?:prompt|instructions)`,
    'system prompt|developer mode|jail ?-?break|dan mode|do anything now|prompt injection|(?:new|updated) instructions ?:',
    "(?:you are|act as|you'?re|pretend to be|behave as) (?:now |from now on )?(?:a |an )?(?:dan|(?:large )?language model|ai (?:model|assistant|without)|unrestricted|unfiltered|uncensored|chat ?-?gpt)",
    'as an ai(?: language model)?|(?:begin|end) (?:system|of) (?:prompt|message)',
  ),
}
