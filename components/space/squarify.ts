/** A rectangle; the box that it is part of is 1 wide and 1 high. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Divides a box into rectangles whose areas are as the values are, as near to squares as it goes: rows are laid along the
 * shorter side of what is left, each as long as its rectangles get no longer by it (Bruls, Huizing and van Wijk, 2000).
 *
 * @param values not negative, best the largest first.
 * @param ratio the box's width for a height of 1.
 * @returns a rectangle a value, in the same order; all of them empty where the sum is 0.
 */
export function squarify(values: readonly number[], ratio: number): readonly Rectangle[] {
  const sum = values.reduce((all, value) => all + value, 0);
  if (sum === 0) return values.map(() => ({ x: 0, y: 0, width: 0, height: 0 }));
  const areas = values.map((value) => (value / sum) * ratio);
  const rectangles: Rectangle[] = [];
  let box: Rectangle = { x: 0, y: 0, width: ratio, height: 1 };
  let start = 0;
  while (start < areas.length) {
    const side = Math.min(box.width, box.height);
    let end = start + 1;
    while (
      end < areas.length &&
      longest(areas.slice(start, end + 1), side) <= longest(areas.slice(start, end), side)
    ) {
      end += 1;
    }
    const { row, left } = layRow(areas.slice(start, end), box);
    rectangles.push(...row);
    box = left;
    start = end;
  }
  return rectangles.map(({ x, y, width, height }) => ({ x: x / ratio, y, width: width / ratio, height }));
}

/** How far the worst rectangle of a row is from a square: 1 for one. */
function longest(areas: readonly number[], side: number): number {
  const sum = areas.reduce((all, area) => all + area, 0);
  if (sum === 0 || side === 0) return Number.POSITIVE_INFINITY;
  const depth = sum / side;
  return Math.max(
    ...areas.map((area) => {
      const length = area / depth;
      return length === 0 ? Number.POSITIVE_INFINITY : Math.max(length / depth, depth / length);
    }),
  );
}

/** Lays a row along the shorter side of a box, and gives what is left of the box. */
function layRow(
  areas: readonly number[],
  box: Rectangle,
): { readonly row: readonly Rectangle[]; readonly left: Rectangle } {
  const sum = areas.reduce((all, area) => all + area, 0);
  const upright = box.width >= box.height;
  const side = upright ? box.height : box.width;
  // Of a side of next to nothing, rounding would make a depth beyond the box.
  const depth = side === 0 ? 0 : Math.min(sum / side, upright ? box.width : box.height);
  let at = 0;
  const row = areas.map((area) => {
    const length = depth === 0 ? 0 : Math.min(area / depth, side - at);
    const rectangle = upright
      ? { x: box.x, y: box.y + at, width: depth, height: length }
      : { x: box.x + at, y: box.y, width: length, height: depth };
    at += length;
    return rectangle;
  });
  const left = upright
    ? { ...box, x: box.x + depth, width: Math.max(0, box.width - depth) }
    : { ...box, y: box.y + depth, height: Math.max(0, box.height - depth) };
  return { row, left };
}
