/** Loads the palette's code; again at no cost. */
export const loadPalette = () =>
  import("#components/palette/palette.tsx").then(({ Palette: loaded }) => loaded);
