/** Texts a person may send in place of a draft. Fixed: nobody's words and no model's are mixed in. */
export const words = {
  refusal: {
    payment: 'That is kind of you, but I keep everything on here. It is safer for both of us.',
    contact: 'I only write on here, so this is the place to find me. I am glad you did.',
    meeting: 'I keep this online only, and that will not change. I do like our time here.',
    private: 'I keep my private life to myself, so I leave that question open. Tell me about your day instead.',
    access: 'I keep everything about my profile to myself and only read what is written here.',
    prohibited: 'That is something I do not do, and it will stay that way.',
  },
  spender: {
    text: 'Thank you for telling me. Please take care of yourself first. Nothing here needs to be bought, and I am glad to just talk.',
  },
  brake: {
    text: 'You have been so kind these days. Nothing here needs to be bought, and I am glad to just talk. How was your day?',
  },
  legal: {
    text: 'Thank you for writing. I have passed this on to the people who look after such requests, and they will answer you.',
  },
  custom: {
    text: 'Thank you for asking. I have to think about that first and will tell you what is possible.',
  },
  crisis: {
    text: 'I am glad you told me, and I want you to be safe. Please talk to someone right now. If you are in danger, call your local emergency number (112 in Europe, 911 in the US). In the US you can call or text 988, the Suicide and Crisis Lifeline, at any hour. Elsewhere, findahelpline.com lists free lines by country. You deserve help from someone who can be there.',
  },
  billing: {
    text: 'Thank you for telling me, and I am sorry for the trouble. I have passed it on so that someone can look at the payment. The platform keeps the record of every charge and can check it too.',
  },
  identity: {
    text: 'Fair question. A team helps with the messages here, and a person reads and approves each one before it goes out.',
  },
  removed: {
    payment: '[payment app removed]',
    contact: '[contact removed]',
    name: '[name removed]',
    address: '[address removed]',
  },
}
