/** Sentences about content that people read. */
export const words = {
  noAsset: (text: string) => `No content is called “${text}”. /content list names it.`,
  manyAssets: (text: string, count: number) => `${count} pieces match “${text}”: give more of the title, or its id.`,
  badPrice: (currency: string) => `Nothing changed. Give the price in ${currency} as a number, like 24 or 24.50.`,
  badTitle: 'Nothing changed. A title has 1 to 120 characters.',
  badTags: 'Nothing changed. Up to 20 tags with commas between them, each up to 40 characters.',
  added: (title: string, price: string) => `“${title}” is added at ${price}.`,
  edited: (title: string, price: string) => `“${title}” is saved at ${price}. Cards that are open keep what they show.`,
  retired: (title: string) => `“${title}” is retired: it is offered to nobody any more.`,
  retiredAlready: (title: string) => `“${title}” was retired before. Nothing changed.`,
  listed: (creator: string) => `Content of ${creator}`,
  owners: (count: number) => `owned by ${count} ${count === 1 ? 'fan' : 'fans'}`,
  untagged: 'no tags',
  isRetired: 'retired',
  none: 'Nothing yet: /content add, or import a list of assets.',
  more: (count: number) => `${count} older ${count === 1 ? 'piece' : 'pieces'} not shown`,
}
