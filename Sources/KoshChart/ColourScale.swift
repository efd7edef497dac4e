/// How numbers become colours in a heat map or a tile map.
package enum ColourScale: Sendable, Hashable {
  /// From a little to a lot of one thing: pale to strong.
  case sequential
  /// To either side of zero: one hue below, another above, pale near zero; both arms reach equally far.
  case diverging
  /// The same as ``diverging``, with the limits between the colours given, rising, symmetric or not.
  case divergingBreaks([Double])
  /// The same as ``sequential``, with the limits between the colours given, rising.
  case sequentialBreaks([Double])
}
