/** Sentences about fans that people read. */
export const words = {
  noFan: (text: string) => `No fan is called “${text}”. /fan find takes a part of a name.`,
  manyFans: (text: string, count: number) => `${count} fans match “${text}”: give more of the name.`,
  badTags: (longest: number) =>
    `Nothing changed. Give tags with commas between them, each up to ${longest} characters; -tag takes one away.`,
  tooManyTags: (most: number) => `Nothing changed. A fan has ${most} tags at most.`,
  tagged: (name: string, tags: readonly string[]) =>
    tags.length === 0 ? `${name} has no tags.` : `${name}: ${tags.join(', ')}.`,
}
