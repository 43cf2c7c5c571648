/** Texts a person may send in place of a draft. Fixed: nobody's words and no model's are mixed in. */
export const words = {
  refusal: {
    payment: 'That is kind of you, but I keep everything on here. It is safer for both of us.',
    contact: 'I only write on here, so this is the place to find me. I am glad you did.',
    meeting: 'I keep this online only, and that will not change. I do like our time here.',
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
  removed: { payment: '[payment app removed]', contact: '[contact removed]' },
}
