internal import CZlib

/// Compressed bytes in and out: raw deflate streams, as ZIP archives hold them.
///
/// The arithmetic is zlib's, which every system has: an inflater of our own would have to earn the same trust anew.
enum ZIPDeflate {
  /// Why a stream cannot be unpacked.
  enum Failure: Error, Equatable {
    /// The stream breaks off.
    case cutOff
    /// The stream contradicts the format.
    case damaged
    /// The stream unpacks to more bytes than were announced.
    case longer
    /// The machine has no memory left for it.
    case noMemory
  }

  /// Unpacks a stream of which the unpacked size is known.
  ///
  /// - Parameter size: The announced number of bytes; no more than that is ever held.
  /// - Returns: The bytes; fewer than `size` if the stream ends early in good order.
  /// - Throws: ``Failure``.
  static func inflated(_ bytes: ArraySlice<UInt8>, size: Int) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw .noMemory
    }
    defer { inflateEnd(&stream) }
    var failure: Failure?
    // One byte more than announced, so that a longer stream shows itself.
    let result = [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
      bytes.withUnsafeBufferPointer { input in
        var status = Z_OK
        var read = 0
        while status == Z_OK {
          let inputStep = min(input.count - read, step)
          let outputStep = min(output.count - count, step)
          stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + read) }
          stream.avail_in = UInt32(inputStep)
          stream.next_out = output.baseAddress.map { $0 + count }
          stream.avail_out = UInt32(outputStep)
          status = inflate(&stream, Z_NO_FLUSH)
          let (used, made) = (inputStep - Int(stream.avail_in), outputStep - Int(stream.avail_out))
          read += used
          count += made
          if count > size {
            failure = .longer
            return
          }
          if status == Z_OK, used == 0, made == 0 { status = Z_BUF_ERROR }
        }
        switch status {
        case Z_STREAM_END: break
        case Z_BUF_ERROR: failure = .cutOff
        case Z_MEM_ERROR: failure = .noMemory
        default: failure = .damaged
        }
      }
    }
    if let failure { throw failure }
    return result
  }

  /// Packs bytes at zlib's usual level; the same bytes give the same stream.
  ///
  /// - Returns: The stream, or `nil` if it could not be made or is no shorter than the bytes.
  static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var isWhole = false
    let result = [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
      bytes.withUnsafeBufferPointer { input in
        var read = 0
        while true {
          let inputStep = min(input.count - read, step)
          let outputStep = min(output.count - count, step)
          stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + read) }
          stream.avail_in = UInt32(inputStep)
          stream.next_out = output.baseAddress.map { $0 + count }
          stream.avail_out = UInt32(outputStep)
          let isLast = read + inputStep == input.count
          let status = deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          read += inputStep - Int(stream.avail_in)
          count += outputStep - Int(stream.avail_out)
          if status == Z_STREAM_END { isWhole = true }
          // A full output means that packing gains nothing.
          guard status == Z_OK, count < output.count else { return }
        }
      }
    }
    return isWhole && result.count < bytes.count ? result : nil
  }

  /// The CRC-32 that ZIP archives keep of each file's bytes.
  ///
  ///     ZIPDeflate.checksum(Array("123456789".utf8))   // 0xCBF43926
  ///
  /// Source: the check value of CRC-32/ISO-HDLC.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      var sum: UInt = 0
      var at = 0
      while at < buffer.count, let base = buffer.baseAddress {
        let count = min(buffer.count - at, step)
        sum = crc32(sum, base + at, UInt32(count))
        at += count
      }
      return UInt32(truncatingIfNeeded: sum)
    }
  }

  /// zlib counts in 32 bits.
  private static let step = 1 << 30
}
