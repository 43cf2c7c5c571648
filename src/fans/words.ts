/** Sentences about fans that people read. */
export const words = {
  noFan: (text: string) => `No fan is called “${text}”. /fan find takes a part of a name.`,
  manyFans: (text: string, count: number, few: readonly { name: string; externalId: string }[]) =>
    `${count} fans match “${text}”: ${few.map(({ name, externalId }) => `${name} (${externalId})`).join(', ')}${count > few.length ? ' …' : ''}. Give more of the name, or the id.`,
  badTags: (longest: number) =>
    `Nothing changed. Give tags with commas between them, each up to ${longest} characters; -tag takes one away.`,
  tooManyTags: (most: number) => `Nothing changed. A fan has ${most} tags at most.`,
  managerAllowsAgain: 'Only a manager can record that an objection ended. Nothing changed.',
  objects: (name: string) =>
    `${name} objects to profiling: no segment, no score and no price from now on. What was made of them is erased.`,
  objectsNot: (name: string) => `${name} may be profiled again. Segment and scores come with the next count.`,
  objectsAlready: (name: string, objects: boolean) =>
    objects
      ? `${name} objects to profiling already. Nothing changed.`
      : `${name} doesn’t object to profiling. Nothing changed.`,
  badZone: (text: string) => `“${text}” is no time zone such as Europe/Paris. Nothing changed.`,
  zoneSet: (name: string, zone: string) => `Best hours of ${name} are shown in ${zone}.`,
  zoneForgotten: (name: string) => `Best hours of ${name} are shown in the creator’s zone.`,
  tagged: (name: string, tags: readonly string[]) =>
    tags.length === 0 ? `${name} has no tags.` : `${name}: ${tags.join(', ')}.`,
}
