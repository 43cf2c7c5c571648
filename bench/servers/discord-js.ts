/** A bare discord.js client that acknowledges every button and does nothing else, as its guide shows it. */
import { Client, Events, GatewayIntentBits } from 'discord.js'
import { optionsOf, serve } from '../server-process.ts'

const { token, api } = optionsOf<{ token: string; api: string }>()
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } })
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isButton()) await interaction.deferUpdate()
})

serve({
  async listen() {
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()))
    await client.login(token)
    await ready
    return api
  },
  stop: () => client.destroy(),
})
