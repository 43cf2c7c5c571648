/**
 * The Discord desk: cards as components v2, forms as modals, commands as slash commands. Any process posts and draws
 * cards; one process at a time holds the gateway, by which clicks come in. Leaves who may do what to the gate, and which
 * channel shows what to the channels.
 */
export { createDiscord, type Discord } from './create-discord.ts'
