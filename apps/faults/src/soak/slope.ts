/** A line through points by least squares: how much y grows by for each x, and how sure that is. */
export interface Slope {
  perX: number;
  /** Standard error of `perX`. */
  error: number;
}

export function slopeOf(points: readonly { x: number; y: number }[]): Slope {
  const n = points.length;
  const mean = (of: (point: { x: number; y: number }) => number) => points.reduce((sum, one) => sum + of(one), 0) / n;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const perX = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - meanY - perX * (x - meanX)) ** 2, 0);
  return { perX, error: Math.sqrt(rest / Math.max(n - 2, 1) / spread) };
}
