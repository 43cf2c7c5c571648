/** Sentences about what a creator agreed to for a fan. */
export const words = {
  title: (fan: string) => `Consents · ${fan}`,
  summary: 'What the creator agreed to for a fan.',
  nothing: 'something made to order, none of the boundaries',
  none: 'None holds. One is recorded where a card about a boundary is released, and lasts for 30 days.',
  takenBack: 'Taken back. What waits to leave is judged without it.',
  gone: 'This consent does not hold any more.',
}
