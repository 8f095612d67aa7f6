/** Our own drawing of the body, seen from the front, on a grid of 440 by 430. It shows where, not how large. */
export const TORSO = [
  "M196 4 C198 26 194 36 176 42 C142 52 116 58 108 92 C100 130 112 170 112 214 C112 262 98 296 98 340 C98 376 104 404 108 426",
  "M244 4 C242 26 246 36 264 42 C298 52 324 58 332 92 C340 130 328 170 328 214 C328 262 342 296 342 340 C342 376 336 404 332 426",
];

/**
 * @typedef {object} Site one place
 * @property {([string] | [string, number])[]} d its outlines: `[path]` filled, or `[path, width]` as a tube
 * @property {[number, number]} label where its label stands
 * @property {[number, number, number, number]} end the line from the place to its label
 */

/** @type {Record<string, Site>} */
const PLACES = {
  lung: {
    d: [
      ["M204 66 C182 56 152 92 146 134 C143 154 154 158 172 152 C192 146 204 138 206 118 Z"],
      ["M236 66 C258 56 288 92 294 134 C297 154 286 158 268 152 C248 146 236 138 234 118 Z"],
    ],
    label: [8, 100],
    end: [150, 112, 60, 102],
  },
  stomach: {
    d: [["M238 164 C237 178 246 182 258 178 C284 170 296 190 288 212 C280 236 252 244 236 234 C228 228 232 220 242 220 C256 218 262 204 250 198 C234 192 226 180 228 164 Z"]],
    label: [432, 186],
    end: [290, 198, 356, 188],
  },
  duodenum: {
    d: [["M230 228 C206 220 190 228 190 244 C190 262 206 268 228 264", 11]],
    label: [8, 214],
    end: [188, 240, 104, 218],
  },
  pancreas: {
    d: [["M206 254 C212 246 232 250 248 250 C266 248 278 240 290 238 C298 238 296 248 288 254 C270 266 242 266 224 264 C212 264 204 262 206 254 Z"]],
    label: [432, 240],
    end: [292, 246, 346, 242],
  },
  colon: {
    d: [["M158 352 C152 330 152 306 158 290 C166 278 186 290 220 292 C254 294 274 282 284 288 C294 300 292 330 286 352 C280 372 258 362 246 372 C238 378 236 380 234 384", 15]],
    label: [8, 300],
    end: [149, 314, 58, 302],
  },
  small_intestine: {
    d: [["M186 312 C206 304 240 304 258 314 C266 322 254 328 238 326 C216 322 198 324 188 330 C178 338 190 346 208 342 C228 338 246 340 252 348 C254 358 234 356 216 354 C202 352 190 356 186 362", 9]],
    label: [432, 296],
    end: [258, 318, 344, 300],
  },
  appendix: {
    d: [["M162 364 C158 378 166 388 176 384", 7]],
    label: [8, 366],
    end: [156, 372, 96, 368],
  },
  rectum: {
    d: [["M234 388 C228 398 228 408 230 420", 15]],
    label: [432, 402],
    end: [242, 406, 356, 404],
  },
};

export const SITES = new Map(Object.entries(PLACES));
