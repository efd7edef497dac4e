internal import KoshTable

extension CodingFrame {
  /// What people want of moving, and what they can do.
  ///
  /// Source: H. de Haas (2021), "A theory of migration: the aspirations–capabilities framework", *Comparative Migration
  /// Studies* 9, 8; K. Schewel (2020), "Understanding immobility", *International Migration Review* 54(2), 328–355.
  /// Rules and examples are the program's own.
  static var aspirationsCapabilities: CodingFrame {
    CodingFrame(
      name: words("Aspirations and capabilities", "Стремления и возможности", "Ұмтылыстар мен мүмкіндіктер"),
      version: "1",
      codes: [
        Code(
          "aspiration", isCodable: false, color: "#228833", name: words("Aspiration", "Стремление", "Ұмтылыс"),
          means: words(
            "What the person wants of moving or staying: the heading of three codes.",
            "Чего человек хочет от переезда или жизни на месте: общее название трёх кодов.",
            "Адамның көшуден немесе қалудан күтетіні: үш кодтың жалпы атауы."),
          use: words(
            "Give one of the codes below.", "Используйте один из кодов ниже.", "Төмендегі кодтардың бірін қойыңыз."),
          not: words("", "", ""), example: words("", "", "")),
        Code(
          "aspiration_instrumental", under: "aspiration", color: "#228833",
          name: words("Moving as a means", "Переезд как средство", "Көшу – құрал"),
          means: words(
            "Moving serves another end.", "Переезд служит другой цели.", "Көшу басқа мақсатқа қызмет етеді."),
          use: words(
            "Income, degree, safety, the children's future.", "Доход, диплом, безопасность, будущее детей.",
            "Табыс, диплом, қауіпсіздік, балалардың болашағы."),
          not: words(
            "Moving for its own sake: moving as an end.", "Переезд ради него самого: переезд как цель.",
            "Көшудің өзі үшін көшу: көшу – мақсат."),
          example: words("I go for the degree.", "Еду за дипломом.", "Диплом үшін барамын.")),
        Code(
          "aspiration_intrinsic", under: "aspiration", color: "#228833",
          name: words("Moving as an end", "Переезд как цель", "Көшу – мақсат"),
          means: words(
            "Moving is wanted for itself.", "Переезд желанен сам по себе.", "Көшудің өзі – қалаулы іс."),
          use: words(
            "Adventure, seeing the world, growing up, prestige of having been away.",
            "Приключение, увидеть мир, повзрослеть, престиж поездки.",
            "Саяхат, әлемді көру, есею, шетелде болудың беделі."),
          not: words(
            "What it brings later: moving as a means.", "Что это даст потом: переезд как средство.",
            "Кейін беретіні: көшу – құрал."),
          example: words(
            "I always dreamed of seeing the world.", "Я всегда мечтала увидеть мир.",
            "Әрдайым әлемді көруді армандадым.")),
        Code(
          "aspiration_stay", under: "aspiration", color: "#228833",
          name: words("Wish to stay", "Желание остаться", "Қалу тілегі"),
          means: words(
            "The person wants to live where they are.", "Человек хочет жить там, где живёт.",
            "Адам тұрған жерінде өмір сүргісі келеді."),
          use: words(
            "Attachment, plans at home.", "Привязанность, планы на родине.", "Туған жерге бауыр басу, елдегі жоспарлар."
          ),
          not: words(
            "Staying because one cannot go: involuntary immobility.",
            "Остаться, потому что нельзя уехать: вынужденная неподвижность.",
            "Кете алмағандықтан қалу: мәжбүрлі қозғалмау."),
          example: words("My place is here.", "Моё место здесь.", "Менің орным осында.")),
        Code(
          "capability", isCodable: false, color: "#4477AA", name: words("Capability", "Возможности", "Мүмкіндік"),
          means: words(
            "What lets the person move or stay as they want: the heading of four codes.",
            "Что позволяет человеку уехать или остаться по желанию: общее название четырёх кодов.",
            "Адамға қалауынша көшуге не қалуға мүмкіндік беретін жағдайлар: төрт кодтың жалпы атауы."),
          use: words(
            "Give one of the codes below.", "Используйте один из кодов ниже.", "Төмендегі кодтардың бірін қойыңыз."),
          not: words("", "", ""), example: words("", "", "")),
        Code(
          "capability_economic", under: "capability", color: "#4477AA",
          name: words("Money", "Деньги", "Қаржы"),
          means: words(
            "Means to pay for it, or their lack.", "Средства на это или их нехватка.",
            "Оған жететін қаражат немесе оның тапшылығы."),
          use: words(
            "Savings, grants, loans, selling cattle.", "Сбережения, гранты, кредиты, продажа скота.",
            "Жинақ, грант, несие, мал сату."),
          not: words(
            "Money as the aim: moving as a means.", "Деньги как цель: переезд как средство.",
            "Ақша – мақсат: көшу – құрал."),
          example: words(
            "Without the grant I could not have gone.", "Без гранта я бы не поехала.", "Грантсыз бара алмас едім.")),
        Code(
          "capability_social", under: "capability", color: "#4477AA",
          name: words("People", "Люди", "Адамдар"),
          means: words(
            "Relatives, friends and teachers who help, or their lack.",
            "Помощь родных, друзей, учителей или её отсутствие.", "Туыс, дос, ұстаз көмегі немесе оның жоқтығы."),
          use: words(
            "Someone to live with, to advise, to write a letter.",
            "Есть у кого жить, кто посоветует, кто напишет письмо.",
            "Тұратын жер, кеңес беретін, хат жазып беретін адам."),
          not: words(
            "People as a reason to go: an aspiration.", "Люди как причина уехать: стремление.",
            "Адамдар кетуге себеп болса: ұмтылыс."),
          example: words(
            "My teacher helped me to apply.", "Подать документы помогла учительница.",
            "Құжат тапсыруға мұғалімім көмектесті.")),
        Code(
          "capability_human", under: "capability", color: "#4477AA",
          name: words("Knowledge", "Знания", "Білім"),
          means: words(
            "Language, schooling, information, or their lack.", "Язык, образование, информация или их нехватка.",
            "Тіл, білім, ақпарат немесе олардың тапшылығы."),
          use: words(
            "Test scores, English, knowing that a programme exists.", "Баллы тестов, английский, знание о программе.",
            "Тест балдары, ағылшын тілі, бағдарлама бар екенін білу."),
          not: words(
            "Belief in oneself: not a capability.", "Вера в себя: не возможность.", "Өзіне сену: мүмкіндік емес."),
          example: words(
            "In our village nobody knew how to apply.", "У нас в ауле никто не знал, как подавать.",
            "Біздің ауылда құжатты қалай тапсыруды ешкім білмеді.")),
        Code(
          "capability_rules", under: "capability", color: "#4477AA",
          name: words("Rules", "Правила", "Ережелер"),
          means: words(
            "What states and institutions allow.", "Что разрешают государства и учреждения.",
            "Мемлекеттер мен мекемелердің рұқсат ететіні."),
          use: words(
            "Visas, quotas, recognition, terms of a grant.", "Визы, квоты, признание дипломов, условия гранта.",
            "Виза, квота, дипломды тану, грант шарттары."),
          not: words("Family rules: people.", "Правила семьи: люди.", "Отбасы ережесі: адамдар."),
          example: words(
            "The grant obliges me to work at home for five years.", "Грант обязывает отработать дома пять лет.",
            "Грант елде бес жыл жұмыс істеуге міндеттейді.")),
        Code(
          "immobility", isCodable: false, color: "#CCBB44", name: words("Not moving", "Неподвижность", "Қозғалмау"),
          means: words(
            "Why somebody does not move: the heading of three codes.",
            "Почему человек не переезжает: общее название трёх кодов.",
            "Адам неге көшпейді: үш кодтың жалпы атауы."),
          use: words(
            "Give one of the codes below.", "Используйте один из кодов ниже.", "Төмендегі кодтардың бірін қойыңыз."),
          not: words("", "", ""), example: words("", "", "")),
        Code(
          "immobility_voluntary", under: "immobility", color: "#CCBB44",
          name: words("Chosen", "Добровольная", "Өз еркімен"),
          means: words(
            "Could go, wants to stay.", "Мог бы уехать, хочет остаться.", "Кете алады, бірақ қалғысы келеді."),
          use: words("Offers declined.", "Отклонённые предложения.", "Бас тартылған ұсыныстар."),
          not: words(
            "No means to go: involuntary.", "Нет средств уехать: вынужденная.", "Кетуге мүмкіндік жоқ: мәжбүрлі."),
          example: words("I was admitted but stayed.", "Меня приняли, но я осталась.", "Мені қабылдады, бірақ қалдым.")),
        Code(
          "immobility_involuntary", under: "immobility", color: "#CCBB44",
          name: words("Involuntary", "Вынужденная", "Мәжбүрлі"),
          means: words("Wants to go, cannot.", "Хочет уехать, но не может.", "Кеткісі келеді, бірақ кете алмайды."),
          use: words(
            "Wish and obstacle in one passage.", "Желание и препятствие в одном фрагменте.",
            "Бір үзіндіде тілек те, кедергі де бар."),
          not: words("No wish: acquiescent.", "Желания нет: смирение.", "Тілек жоқ: көнбістік."),
          example: words(
            "I would go today if I had the money.", "Уехала бы сегодня, были бы деньги.",
            "Ақшам болса, бүгін-ақ кетер едім.")),
        Code(
          "immobility_acquiescent", under: "immobility", color: "#CCBB44",
          name: words("Acquiescent", "Смирение", "Көнбістік"),
          means: words(
            "Cannot go, and does not think of it.", "Не может уехать и не думает об этом.",
            "Кете алмайды, ол туралы ойламайды да."),
          use: words("Moving is \"not for us\".", "Переезд «не для нас».", "Көшу «біз үшін емес»."),
          not: words(
            "A wish that was given up: involuntary.", "Желание, от которого отказались: вынужденная.",
            "Бас тартылған тілек: мәжбүрлі."),
          example: words(
            "Such things are not for people like us.", "Такое не для таких, как мы.",
            "Ондай нәрсе біздей адамдарға емес.")),
      ])
  }
}
