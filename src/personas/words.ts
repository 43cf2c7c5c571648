/** Sentences of personas that people read. */
export const words = {
  title: 'Personas',
  builtIn: 'built-in templates, no persona yet',
  noCreator: (name: string, known: string[]) =>
    `No creator is called “${name}”.${known.length > 0 ? ` There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ')}.` : ''}`,
  noVersion: (creator: string, typed: string) => `${creator} has no version ${typed}. /persona list shows them.`,
  noPreset: (typed: string, known: readonly string[]) => `“${typed}” is no preset. There are: ${known.join(', ')}.`,
  version: (version: number) => `v${version}`,
  active: 'writes now',
  activated: (creator: string, version: number) => `${creator} writes as version ${version} from now on.`,
  stored: (creator: string, version: number) =>
    `Version ${version} of ${creator} is stored. It writes after /persona activate ${creator} ${version}.`,
  applied: (title: string, creator: string, version: number) =>
    `${title}: version ${version} of ${creator} writes from now on.`,
  changed: 'Somebody stored a newer version meanwhile. Open it and try again.',
  learns: (creator: string, learns: boolean) =>
    learns
      ? `Accepted edits of ${creator} become examples from now on.`
      : `${creator}: edits are no longer kept as examples, and those that were are forgotten.`,
  onOrOff: 'Type on or off.',
  page: (page: number, of: number) => `Page ${page} of ${of}; each is stored when it is sent.`,
  tooLong: (label: string) => `${label} is too long for a form and stays as it is; PUT /api/ofm/personas changes it.`,
  badField: (message: string) => `This can’t be stored: ${message}.`,
}
