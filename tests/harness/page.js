// What a person finds on the page: the visible elements of one role, each with its name and state.
// Names are worked out here only to choose; the harness then asks the browser for its own role and label.
const [role, top] = arguments;
const SELECTORS = {
  article: 'article,[role=article]',
  button: 'button,input[type=button],input[type=submit],[role=button]',
  checkbox: 'input[type=checkbox],[role=checkbox]',
  contentinfo: 'footer:not(:is(article, aside, main, nav, section) footer)',
  date: 'input[type=date]',
  dialog: 'dialog,[role=dialog]',
  form: 'form,[role=form]',
  group: 'fieldset,[role=group]',
  heading: 'h1,h2,h3,h4,h5,h6,[role=heading]',
  link: 'a[href],[role=link]',
  main: 'main',
  navigation: 'nav,[role=navigation]',
  progressbar: 'progress,[role=progressbar]',
  radio: 'input[type=radio],[role=radio]',
  quotation: 'blockquote,q',
  region: 'section[aria-label],section[aria-labelledby],[role=region]',
  search: 'search,[role=search]',
  searchbox: 'input[type=search],input[type=text],input:not([type]),[role=searchbox]',
  status: '[role=status],output',
  summary: 'summary',
  table: 'table',
  textbox: 'textarea,input[type=text],[role=textbox]',
};
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const hidden = (element) => element.closest('[aria-hidden=true]') !== null;

// Text as a reader of names joins it: without what is hidden, with a space between what stands apart.
function words(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  const style = getComputedStyle(node);
  if (style.display === 'none' || style.visibility === 'hidden') return '';
  const own = node.getAttribute('aria-label') || node.getAttribute('alt');
  if (own) return own;
  const text = [...node.childNodes].map(words).join('');
  return style.display.startsWith('inline') || style.display === 'contents' ? text : ` ${text} `;
}

function name(element) {
  const ids = element.getAttribute('aria-labelledby');
  if (ids) return clean(ids.split(/\s+/).map((id) => words(document.getElementById(id) || document.createTextNode(''))).join(' '));
  const label = element.getAttribute('aria-label');
  if (label) return clean(label);
  if (element.labels && element.labels.length) {
    return clean([...element.labels].map((l) => [...l.childNodes].map((n) => n === element ? '' : words(n)).join('')).join(' '));
  }
  if (element.tagName === 'FIELDSET') {
    const legend = element.querySelector('legend');
    return legend ? clean(words(legend)) : '';
  }
  if (['FORM', 'SEARCH', 'NAV', 'ARTICLE', 'DIALOG', 'SECTION', 'TABLE'].includes(element.tagName)) {
    const caption = element.querySelector(':scope > caption');
    return caption ? clean(words(caption)) : clean(element.title);
  }
  return clean(words(element)) || clean(element.title) || clean(element.value);
}

if (role === 'focus') {
  const element = document.activeElement;
  const found = Object.keys(SELECTORS).find((r) => element.matches(SELECTORS[r]));
  return { role: found || element.tagName.toLowerCase(), name: element === document.body ? '' : name(element), element };
}
return [...(top || document).querySelectorAll(SELECTORS[role])]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !hidden(e) && !e.closest('[inert]'))
  .map((element) => ({
    element,
    name: name(element),
    checked: element.checked === true,
    current: element.hasAttribute('aria-current'),
    expanded: element.getAttribute('aria-expanded') === 'true',
    href: element.href || '',
    text: role === 'status' || role === 'quotation' || role === 'article' ? clean(element.innerText) : '',
  }));
