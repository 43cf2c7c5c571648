/** How the key of an approach begins that a list of this creator asked for; the day and the fan follow. */
export const listKey = (creatorId: string): string => `list ${creatorId} `
