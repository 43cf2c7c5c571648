/** Which agency a server of Discord belongs to, as the settings say. A stranger may invite the bot; it stays silent there. */
export interface Guilds {
  agencyOf(guildId: string): Promise<string | null>
}

export interface GuildsDeps {
  /** `GUILD=AGENCY,GUILD`; with a single agency its name may be left out. */
  setting: string
  agencies(): Promise<{ id: string }[]>
}

export function createGuilds({ setting, agencies }: GuildsDeps): Guilds {
  const named = new Map(
    setting
      .split(',')
      .filter((each) => each.trim() !== '')
      .map((each): [string, string | null] => {
        const [guild = '', agency] = each.trim().split('=')
        return [guild, agency ?? null]
      }),
  )
  return {
    async agencyOf(guildId) {
      const agencyId = named.get(guildId)
      if (agencyId === undefined) return null
      const all = await agencies()
      if (agencyId !== null) return all.some(({ id }) => id === agencyId) ? agencyId : null
      return all.length === 1 ? (all[0]?.id ?? null) : null
    },
  }
}
