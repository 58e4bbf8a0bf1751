import type { GrowthDay } from "#lib/index/space/types.ts";

/** A corner of the line, where the chart is 1 wide and 1 high; down is larger. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const dayLength = 86_400_000;

/**
 * The line of a growth: a size stays what it is until the next day that is known, so the line has steps. It ends today.
 *
 * @param today in UTC, such as `2026-01-02`.
 * @param top what the upper edge stands for, in bytes; not 0.
 */
export function growthPoints(days: readonly GrowthDay[], today: string, top: number): readonly Point[] {
  const first = days[0];
  if (first === undefined) return [];
  const from = Date.parse(first.day);
  const length = Math.max(dayLength, Date.parse(today) - from);
  const points: Point[] = [];
  let before: number | undefined;
  for (const { day, bytes } of days) {
    const x = (Date.parse(day) - from) / length;
    const y = 1 - bytes / top;
    if (before !== undefined) points.push({ x, y: before });
    points.push({ x, y });
    before = y;
  }
  if (before !== undefined && (points.at(-1)?.x ?? 1) < 1) points.push({ x: 1, y: before });
  return points;
}

/** A round number of bytes at or above a size, for the upper edge of a chart: 1, 2 or 5 times a power of ten of a binary unit. */
export function roundUp(bytes: number): number {
  const unit = 1024 ** Math.floor(Math.log2(Math.max(1, bytes)) / 10);
  const value = Math.max(1, bytes) / unit;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((times) => times * power >= value) ?? 10;
  return step * power * unit;
}
