/** Few numbers are sorted by insertion, because that is fastest. */
const FEW = 40;

/** The names of the first `count` of `numbers`, in numerical order. */
export function namesInOrder(numbers: Int32Array, count: number, names: readonly string[]): string[] {
  if (count === 0) return [];
  if (count > FEW) numbers.subarray(0, count).sort();
  else if (count > 1) sortFirst(numbers, count);
  const found: string[] = [];
  for (let i = 0; i < count; i++) found.push(names[numbers[i] as number] as string);
  return found;
}

function sortFirst(numbers: Int32Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const value = numbers[i] as number;
    let j = i - 1;
    while (j >= 0 && (numbers[j] as number) > value) {
      numbers[j + 1] = numbers[j] as number;
      j--;
    }
    numbers[j + 1] = value;
  }
}
