// What `test_everyone.py` measures in the page. Returns a list of complaints, each a sentence.

function contrast() {
  const seen = new Set();
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(holder) || !holder.checkVisibility({ visibilityProperty: true }))
      continue;
    seen.add(holder);
    const { color } = getComputedStyle(holder);
    const ratio = ratioOf(channels(color), ground(holder));
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)}:1 for “${holder.textContent.trim().slice(0, 40)}”`);
  }
  return found;
}

function ground(holder) {
  for (let at = holder; at; at = at.parentElement) {
    const made = channels(getComputedStyle(at).backgroundColor);
    if (made[3] !== 0) return made;
  }
  return [255, 255, 255];
}

function channels(color) {
  const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
  return [red, green, blue, alpha];
}

function ratioOf(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function targets(least) {
  return [...document.querySelectorAll("button, a, summary, textarea")]
    .filter((each) => each.checkVisibility() && !each.matches(".skip"))
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([, box]) => box.width < least || box.height < least)
    .map(([each, box]) => `${Math.round(box.width)} by ${Math.round(box.height)} for “${each.textContent.trim()}”`);
}

function nameless() {
  return [...document.querySelectorAll("button, a, textarea, summary, [role=log]")]
    .filter((each) => !(each.textContent.trim() || each.ariaLabel || each.labels?.length))
    .map((each) => each.outerHTML);
}
