// Where cards are drawn: at their place, or as near to it as they cover no other. What is stored
// never hears of it.

const RING = 7; // pixels between two rings of places that are tried
const TURNS = 20; // places on a ring

const covers = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

// The circle of a card at a point, and its name below it, or above where there is no room below.
function boxesAt(card, x, y, width, height) {
  const { radius } = card;
  const circle = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  if (!card.wide) return { above: false, slide: 0, boxes: [circle] };
  const above = circle.bottom + card.high > height && circle.top - card.high >= 0;
  const left = Math.min(Math.max(x - card.wide / 2, 0), Math.max(0, width - card.wide));
  const top = above ? circle.top - card.high : circle.bottom;
  const name = { left, top, right: left + card.wide, bottom: top + card.high };
  return { above, slide: left + card.wide / 2 - x, boxes: [circle, name] };
}

// Gives each card a place on a plane of so many pixels, the first cards first; null where one finds
// none within `reach`, unless `always` says that it then stays where it is.
function spread(cards, width, height, { reach, always = false }) {
  const taken = [];
  const found = [];
  for (const card of cards) {
    const { radius } = card;
    const inside = (x, y) => [
      Math.min(Math.max(x, radius), Math.max(radius, width - radius)),
      Math.min(Math.max(y, radius), Math.max(radius, height - radius)),
    ];
    const attempt = (x, y) => {
      const at = boxesAt(card, x, y, width, height);
      const fits = at.boxes.every(
        (box) => box.bottom <= height && box.top >= 0 && !taken.some((other) => covers(box, other)),
      );
      return fits ? { x, y, ...at } : null;
    };
    const home = inside(card.x, card.y);
    let place = attempt(...home);
    for (let away = RING; !place && away <= reach; away += RING) {
      for (let turn = 0; !place && turn < TURNS; turn++) {
        const angle = (2 * Math.PI * turn) / TURNS;
        const x = home[0] + away * Math.cos(angle);
        const y = home[1] + away * Math.sin(angle);
        const [a, b] = inside(x, y);
        if (a === x && b === y) place = attempt(x, y);
      }
    }
    if (!place && !always) return null;
    place ??= { x: home[0], y: home[1], ...boxesAt(card, ...home, width, height) };
    taken.push(...place.boxes);
    found.push(place);
  }
  return found;
}

