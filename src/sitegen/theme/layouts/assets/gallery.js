/* A picture of the gallery, large, in the page. Without this file a picture's link leads to the picture. */
{
  const words = document.currentScript.dataset;
  const links = [...document.querySelectorAll('.gallery a')];
  const make = (name, values) => Object.assign(document.createElement(name), values);
  const dialog = make('dialog', { className: 'large' }), figure = make('figure'), picture = make('img'), caption = make('figcaption');
  const buttons = make('nav');
  let place = 0;

  const show = index => {
    place = (index + links.length) % links.length;
    const small = links[place].querySelector('img');
    picture.src = links[place].href;
    picture.alt = small.alt;
    caption.textContent = links[place].querySelector('.gallery-caption')?.textContent ?? '';
    dialog.ariaLabel = caption.textContent || small.alt;
  };
  const button = (text, does) => buttons.append(make('button', { type: 'button', textContent: text, onclick: does }));

  if (links.length > 1) button(words.previous, () => show(place - 1));
  button(words.close, () => dialog.close());
  if (links.length > 1) button(words.next, () => show(place + 1));
  figure.append(picture, caption);
  dialog.append(figure, buttons);
  dialog.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] * (getComputedStyle(dialog).direction === 'rtl' ? -1 : 1);
    if (step) show(place + step);
  });
  dialog.addEventListener('click', event => { if (event.target === dialog || event.target === figure) dialog.close(); });
  dialog.addEventListener('close', () => links[place].focus());
  links.forEach((link, index) => link.addEventListener('click', event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(index);
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
  }));
}
