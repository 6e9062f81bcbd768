// Reads a document in which what is equal is written once. What was equal is one object.

/** Returns the document. Each shared value is behind those that it has. */
export function unpacked({shapes, shared, document}) {
  const known = [];
  const opened = value => {
    if (typeof value === 'number' && value < 0) {
      return known[-1 - value];
    }
    if (!Array.isArray(value)) {
      return typeof value === 'object' && value !== null ? value.n : value;
    }
    const values = value.slice(1).map(opened);
    // Not by assignment: a name may be `__proto__`.
    return value[0] ? Object.fromEntries(shapes[value[0] - 1].map((name, i) => [name, values[i]])) : values;
  };
  shared.forEach(value => known.push(opened(value)));
  return opened(document);
}
