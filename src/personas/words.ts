const FIELD = {
  welcome: 'Welcome',
  upsell: 'Upsell',
  reactivation: 'Reactivation',
  tone: 'Tone',
  style: 'How the creator writes',
  goodExamples: 'Good replies',
}

/** Sentences of personas that people read. */
export const words = {
  title: 'Personas',
  builtIn: 'built-in templates, no persona yet',
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
  snippets: (creator: string) => `Snippets of ${creator}`,
  noSnippets: (creator: string) => `None yet. /persona snippet-add ${creator} NAME TEXT puts one at hand.`,
  snippetName: 'a name is one word of at most 40 letters, digits and hyphens',
  snippetText: (most: number) => `a snippet has 1 to ${most} characters`,
  snippetBraces: 'braces stand only in {{fan}} and {{creator}}',
  snippetAdded: (creator: string, name: string) => `“${name}” is at hand for drafts of ${creator} from now on.`,
  snippetRemoved: (creator: string, name: string) => `“${name}” is no longer at hand for drafts of ${creator}.`,
  noSnippet: (creator: string, name: string) => `${creator} has no snippet “${name}”. /persona snippets shows them.`,
  manySnippets: (creator: string, most: number) => `${creator} has ${most} snippets already: remove one first.`,
  notAtHand: (why: string) => `not at hand for drafts: ${why}`,
  unused: 'Not used by any writer, as the rules stand today',
  unfitAt: (field: keyof typeof FIELD, place: number | null, why: string) =>
    `${FIELD[field]}${place === null ? '' : `, number ${place + 1}`}: ${why}${field === 'style' ? '; what not to do stands under Never spoken of' : ''}`,
  unfitDisclosure: (why: string) => `Last line of every reply: ${why}`,
  disclosureLength: (most: number) => `the line has 1 to ${most} characters`,
  disclosureSet: (creator: string, on: boolean) =>
    on ? `Every draft of ${creator} ends with that line from now on.` : `Drafts of ${creator} end without a line.`,
  page: (page: number, of: number) => `Page ${page} of ${of}; each is stored when it is sent.`,
  tooLong: (label: string) => `${label} is too long for a form and stays as it is; PUT /api/ofm/personas changes it.`,
  badField: (message: string) => `This can’t be stored: ${message}.`,
}
