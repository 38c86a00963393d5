/** `parse(a, b), feed` names two: what stands in brackets belongs to its name. */
export function functionNames(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if ('([{'.includes(text[i]!)) depth++;
    else if (')]}'.includes(text[i]!)) depth = Math.max(depth - 1, 0);
    else if (text[i] === ',' && depth === 0) {
      names.push(text.slice(from, i));
      from = i + 1;
    }
  }
  names.push(text.slice(from));
  return names.map(name => name.trim()).filter(name => name !== '');
}
