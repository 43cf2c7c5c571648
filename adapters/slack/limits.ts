/** Slack's limits, in UTF-16 units unless it says otherwise. The block builders of its SDK check none of them. */
export const BLOCKS_MAX = 50
export const MODAL_BLOCKS_MAX = 100
export const ELEMENTS_MAX = 25
export const FIELDS_MAX = 10
export const SECTION_MAX = 3_000
export const FIELD_MAX = 2_000
export const HEADER_MAX = 150
export const BUTTON_MAX = 75
export const OPTION_MAX = 75
export const OVERFLOW_MAX = 5
export const OPTIONS_MAX = 100
export const BOXES_MAX = 10
export const ALERT_MAX = 200
export const ALT_MAX = 2_000
export const MODAL_TITLE_MAX = 24
export const INPUT_MAX = 3_000
export const CONFIRM_MAX = { title: 100, text: 300, button: 30 } as const
/** Undocumented: some 11,000 to 13,000 characters in all blocks are `msg_blocks_too_long`. */
export const MESSAGE_MAX = 10_000
/** The fallback; longer ones are cut by Slack itself. */
export const FALLBACK_MAX = 4_000
