internal import KoshFiles
internal import KoshTable

/// What the schemas of REFI-QDA allow: which elements stand in which, in what order, with which attributes.
///
/// Source: REFI (2019), *QDA-XML*, `Project.xsd` and `Codebook.xsd`; a test compares this table with both files.
struct REFISchema: Sendable {
  /// How often an element may stand in another.
  enum Count: Sendable, Hashable { case one, optional, many, oneOrMore }

  /// What a value may be.
  enum Value: String, Sendable, Hashable, CaseIterable {
    case string, boolean, integer, decimal, date, dateTime, GUIDType, RGBType, directionType, typeOfVariableType
    case ShapeType, LineStyleType
  }

  /// An element that may stand in another.
  struct Child: Sendable, Hashable {
    var name: String
    /// The name of its type: a complex one of the schema, or a ``Value``.
    var type: String
    var count: Count
  }

  /// An attribute.
  struct Attribute: Sendable, Hashable {
    var name: String
    var value: Value
    var isRequired: Bool
  }

  /// A complex type.
  struct Complex: Sendable, Hashable {
    var children: [Child]
    var attributes: [Attribute]
    /// Whether the children may come in any order.
    var isUnordered = false
    /// The children of which only one may be there.
    var alternatives: Set<String> = []

    /// Elements as `name:type` with `?`, `*` or `+`, attributes as `name:type` with `!` where they must be there.
    init(_ children: String = "", _ attributes: String = "", isUnordered: Bool = false, alternatives: Set<String> = [])
    {
      self.children = children.split(separator: " ").map { item in
        let (name, type, sign) = Complex.parts(item)
        return Child(
          name: name, type: type, count: sign == "?" ? .optional : sign == "*" ? .many : sign == "+" ? .oneOrMore : .one
        )
      }
      self.attributes = attributes.split(separator: " ").map { item in
        let (name, type, sign) = Complex.parts(item)
        return Attribute(name: name, value: Value(rawValue: type) ?? .string, isRequired: sign == "!")
      }
      self.isUnordered = isUnordered
      self.alternatives = alternatives
    }

    private static func parts(_ item: Substring) -> (name: String, type: String, sign: Character?) {
      let halves = item.split(separator: ":")
      let (name, rest) = (halves.first ?? "", halves.last ?? "")
      guard let sign = rest.last, "?*+!".contains(sign) else { return (String(name), String(rest), nil) }
      return (String(name), String(rest.dropLast()), sign)
    }
  }

  /// The namespace of all elements.
  let namespace: String
  /// The name and type of the root element.
  let root: (name: String, type: String)
  /// The complex types by name.
  let types: [String: Complex]

  /// The schema of `project.qde` in a `.qdpx` archive.
  static let project = REFISchema(
    namespace: "urn:QDA-XML:project:1.0", root: ("Project", "ProjectType"), types: projectTypes)
  /// The schema of a `.qdc` codebook.
  static let codebook = REFISchema(
    namespace: "urn:QDA-XML:codebook:1.0", root: ("CodeBook", "CodeBookType"), types: codebookTypes)

  private static let codebookTypes: [String: Complex] = [
    "CodeBookType": Complex("Codes:CodesType Sets:SetsType?", "origin:string"),
    "CodesType": Complex("Code:CodeType+"),
    "SetsType": Complex("Set:SetType+"),
    "CodeType": Complex(
      "Description:string? Code:CodeType*", "guid:GUIDType! name:string! isCodable:boolean! color:RGBType"),
    "SetType": Complex("Description:string? MemberCode:MemberCodeType*", "guid:GUIDType! name:string!"),
    "MemberCodeType": Complex("", "guid:GUIDType!"),
  ]

  private static let changes =
    " creatingUser:GUIDType creationDateTime:dateTime modifyingUser:GUIDType modifiedDateTime:dateTime"
  private static let textAttributes =
    "guid:GUIDType! name:string richTextPath:string plainTextPath:string" + changes
  private static let mediaAttributes = "guid:GUIDType! name:string path:string currentPath:string" + changes
  private static let values = "Coding:CodingType* NoteRef:NoteRefType* VariableValue:VariableValueType*"
  private static let codings = "Coding:CodingType* NoteRef:NoteRefType*"
  private static let corners = " firstX:integer! firstY:integer! secondX:integer! secondY:integer!" + changes
  private static let reference = Complex("", "targetGUID:GUIDType!")
  private static let timed = Complex(
    "Description:string? " + codings, "guid:GUIDType! name:string begin:integer! end:integer!" + changes)

  private static let projectTypes: [String: Complex] = [
    "ProjectType": Complex(
      "Users:UsersType? CodeBook:CodeBookType? Variables:VariablesType? Cases:CasesType? Sources:SourcesType? "
        + "Notes:NotesType? Links:LinksType? Sets:SetsType? Graphs:GraphsType? Description:string? NoteRef:NoteRefType*",
      "name:string! origin:string creatingUserGUID:GUIDType creationDateTime:dateTime modifyingUserGUID:GUIDType "
        + "modifiedDateTime:dateTime basePath:string"),
    "UsersType": Complex("User:UserType+"),
    "UserType": Complex("", "guid:GUIDType! name:string id:string"),
    "CodeBookType": Complex("Codes:CodesType"),
    "CodesType": Complex("Code:CodeType+"),
    "CodeType": Complex(
      "Description:string? NoteRef:NoteRefType* Code:CodeType*",
      "guid:GUIDType! name:string! isCodable:boolean! color:RGBType"),
    "CasesType": Complex("Case:CaseType+"),
    "CaseType": Complex(
      "Description:string? CodeRef:CodeRefType* VariableValue:VariableValueType* SourceRef:SourceRefType* "
        + "SelectionRef:SelectionRefType*", "guid:GUIDType! name:string"),
    "VariablesType": Complex("Variable:VariableType+"),
    "VariableType": Complex("Description:string?", "guid:GUIDType! name:string! typeOfVariable:typeOfVariableType!"),
    "VariableValueType": Complex(
      "VariableRef:VariableRefType TextValue:string? BooleanValue:boolean? IntegerValue:integer? FloatValue:decimal? "
        + "DateValue:date? DateTimeValue:dateTime?",
      alternatives: ["TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue"]),
    "SetsType": Complex("Set:SetType+"),
    "SetType": Complex(
      "Description:string? MemberCode:CodeRefType* MemberSource:SourceRefType* MemberNote:NoteRefType*",
      "guid:GUIDType! name:string!"),
    "SourcesType": Complex(
      "TextSource:TextSourceType* PictureSource:PictureSourceType* PDFSource:PDFSourceType* "
        + "AudioSource:AudioSourceType* VideoSource:VideoSourceType*", isUnordered: true),
    "TextSourceType": Complex(
      "Description:string? PlainTextContent:string? PlainTextSelection:PlainTextSelectionType* " + values,
      textAttributes),
    "PlainTextSelectionType": Complex(
      "Description:string? " + codings,
      "guid:GUIDType! name:string startPosition:integer! endPosition:integer!" + changes),
    "PictureSourceType": Complex(
      "Description:string? TextDescription:TextSourceType? PictureSelection:PictureSelectionType* " + values,
      mediaAttributes),
    "PictureSelectionType": Complex("Description:string? " + codings, "guid:GUIDType! name:string" + corners),
    "PDFSourceType": Complex(
      "Description:string? PDFSelection:PDFSelectionType* Representation:TextSourceType? " + values, mediaAttributes),
    "PDFSelectionType": Complex(
      "Description:string? Representation:TextSourceType? " + codings,
      "guid:GUIDType! name:string page:integer!" + corners),
    "AudioSourceType": Complex(
      "Description:string? Transcript:TranscriptType* AudioSelection:AudioSelectionType* " + values, mediaAttributes),
    "AudioSelectionType": timed,
    "VideoSourceType": Complex(
      "Description:string? Transcript:TranscriptType* VideoSelection:VideoSelectionType* " + values, mediaAttributes),
    "VideoSelectionType": timed,
    "TranscriptType": Complex(
      "Description:string? PlainTextContent:string? SyncPoint:SyncPointType* TranscriptSelection:TranscriptSelectionType* "
        + "NoteRef:NoteRefType*", textAttributes),
    "TranscriptSelectionType": Complex(
      "Description:string? " + codings,
      "guid:GUIDType! name:string fromSyncPoint:GUIDType toSyncPoint:GUIDType" + changes),
    "SyncPointType": Complex("", "guid:GUIDType! timeStamp:integer position:integer"),
    "CodingType": Complex(
      "CodeRef:CodeRefType NoteRef:NoteRefType*", "guid:GUIDType! creatingUser:GUIDType creationDateTime:dateTime"),
    "GraphsType": Complex("Graph:GraphType+"),
    "GraphType": Complex("Vertex:VertexType* Edge:EdgeType*", "guid:GUIDType! name:string"),
    "VertexType": Complex(
      "",
      "guid:GUIDType! representedGUID:GUIDType name:string firstX:integer! firstY:integer! secondX:integer "
        + "secondY:integer shape:ShapeType color:RGBType"),
    "EdgeType": Complex(
      "",
      "guid:GUIDType! representedGUID:GUIDType name:string sourceVertex:GUIDType! targetVertex:GUIDType! color:RGBType "
        + "direction:directionType lineStyle:LineStyleType"),
    "NotesType": Complex("Note:TextSourceType+"),
    "LinksType": Complex("Link:LinkType+"),
    "LinkType": Complex(
      "NoteRef:NoteRefType*",
      "guid:GUIDType! name:string direction:directionType color:RGBType originGUID:GUIDType targetGUID:GUIDType"),
    "NoteRefType": reference, "CodeRefType": reference, "SourceRefType": reference, "SelectionRefType": reference,
    "VariableRefType": reference,
  ]
}
