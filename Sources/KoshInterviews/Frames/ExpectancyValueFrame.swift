internal import KoshTable

extension CodingFrame {
  /// Expectancy and value as motives of educational choice.
  ///
  /// Source: J. S. Eccles, A. Wigfield (2002), "Motivational beliefs, values, and goals", *Annual Review of Psychology*
  /// 53, 109–132. Rules and examples are the program's own.
  static var expectancyValue: CodingFrame {
    CodingFrame(
      name: words("Expectancy and value", "Ожидание и ценность", "Күту және құндылық"), version: "1",
      codes: [
        Code(
          "expectancy", color: "#4477AA",
          name: words("Expectation of success", "Ожидание успеха", "Табысқа жету үміті"),
          means: words(
            "How well the person thinks they will do.", "Насколько хорошо, по мнению человека, у него получится.",
            "Адамның өзі қаншалықты жақсы орындай аламын деп ойлауы."),
          use: words(
            "Statements on one's ability, preparation, chances of admission or of finishing.",
            "Высказывания о своих способностях, подготовке, шансах поступить или закончить учёбу.",
            "Өз қабілеті, дайындығы, оқуға түсу немесе оны аяқтау мүмкіндігі туралы айтылғандар."),
          not: words(
            "What success would bring: utility. What it would take: cost.",
            "Что даст успех: полезность. Чего он потребует: цена.",
            "Табыстың беретіні: пайдалылық. Оның талап ететіні: шығын."),
          example: words(
            "I knew I would pass, my English was good enough.",
            "Я знала, что сдам: английский у меня был хороший.",
            "Тапсыратынымды білдім, ағылшыным жақсы еді.")),
        Code(
          "value", isCodable: false, color: "#228833", name: words("Value", "Ценность", "Құндылық"),
          means: words(
            "Why the person wants it: the heading of four components.",
            "Почему человек этого хочет: общее название четырёх составляющих.",
            "Адам мұны неге қалайды: төрт құрамдас бөліктің жалпы атауы."),
          use: words(
            "Give one of the codes below.", "Используйте один из кодов ниже.", "Төмендегі кодтардың бірін қойыңыз."),
          not: words("", "", ""), example: words("", "", "")),
        Code(
          "attainment", under: "value", color: "#66CCEE",
          name: words("Attainment value", "Личностная значимость", "Тұлғалық маңыздылық"),
          means: words(
            "It matters for who the person is or wants to be.",
            "Это важно для того, кем человек является или хочет быть.",
            "Бұл адамның кім екені немесе кім болғысы келетіні үшін маңызды."),
          use: words(
            "Identity, honour, proving oneself, being the first of the family to study.",
            "Идентичность, честь, желание доказать себе, быть первым студентом в семье.",
            "Болмыс, намыс, өзін дәлелдеу, отбасында бірінші болып оқу."),
          not: words(
            "Joy in the subject: intrinsic value. Use for a career: utility value.",
            "Радость от предмета: внутренняя ценность. Польза для карьеры: утилитарная ценность.",
            "Пәннен алатын қуаныш: ішкі құндылық. Мансапқа пайдасы: пайдалылық құндылығы."),
          example: words(
            "I had to prove to myself that a girl from a village can do it.",
            "Я должна была доказать себе, что девушка из аула это может.",
            "Ауылдан шыққан қыздың қолынан келетінін өзіме дәлелдеуім керек болды.")),
        Code(
          "intrinsic", under: "value", color: "#CCBB44",
          name: words("Intrinsic value", "Внутренняя ценность", "Ішкі құндылық"),
          means: words(
            "Doing it is a joy or an interest in itself.", "Само занятие приносит радость или вызывает интерес.",
            "Істің өзі қуаныш береді немесе қызықтырады."),
          use: words(
            "Love of a subject, curiosity, wanting to see another culture for its own sake.",
            "Любовь к предмету, любопытство, желание узнать другую культуру ради неё самой.",
            "Пәнді жақсы көру, білуге құмарлық, басқа мәдениетті сол үшін-ақ көргісі келу."),
          not: words(
            "Interest as a means to something else: utility value.",
            "Интерес как средство для другого: утилитарная ценность.",
            "Басқа нәрсеге жету құралы ретіндегі қызығушылық: пайдалылық құндылығы."),
          example: words(
            "I simply love biology.", "Я просто люблю биологию.", "Мен биологияны жай ғана жақсы көремін.")),
        Code(
          "utility", under: "value", color: "#EE6677",
          name: words("Utility value", "Утилитарная ценность", "Пайдалылық құндылығы"),
          means: words(
            "It serves a goal beyond itself.", "Это служит цели за пределами самой учёбы.",
            "Бұл оқудан тыс мақсатқа қызмет етеді."),
          use: words(
            "A better job, pay, a degree that is recognised, language, contacts, helping the family or country.",
            "Лучшая работа, заработок, признаваемый диплом, язык, связи, помощь семье или стране.",
            "Жақсы жұмыс, табыс, мойындалатын диплом, тіл, байланыстар, отбасына немесе елге көмек."),
          not: words(
            "Standing in one's own eyes: attainment value.", "Значимость в собственных глазах: личностная значимость.",
            "Өз көз алдындағы мәртебе: тұлғалық маңыздылық."),
          example: words(
            "With an American degree I will find work anywhere.",
            "С американским дипломом я найду работу где угодно.",
            "Американдық дипломмен кез келген жерден жұмыс табамын.")),
        Code(
          "cost", under: "value", color: "#AA3377", name: words("Cost", "Цена", "Шығын"),
          means: words(
            "What has to be given up, borne or paid.", "Чем приходится жертвовать, что терпеть или оплачивать.",
            "Неден бас тартуға, неге төзуге немесе не төлеуге тура келеді."),
          use: words(
            "Use one of the three kinds below where it is clear which.",
            "Если понятно, какой это вид, используйте один из трёх кодов ниже.",
            "Қай түрі екені анық болса, төмендегі үш кодтың бірін қойыңыз."),
          not: words(
            "Obstacles that others put up and that are not weighed: outside of this frame.",
            "Внешние препятствия, которые человек не взвешивает: вне этой схемы.",
            "Адам таразыламайтын сыртқы кедергілер: бұл сызбаға кірмейді."),
          example: words(
            "It was worth it, but it cost me a lot.", "Это стоило того, но далось мне дорого.",
            "Оған тұрарлық еді, бірақ маған қымбатқа түсті.")),
        Code(
          "cost_effort", under: "cost", color: "#AA3377",
          name: words("Effort and money", "Усилия и деньги", "Күш пен қаржы"),
          means: words(
            "Work, time and money that it takes.", "Труд, время и деньги, которых это требует.",
            "Бұған кететін еңбек, уақыт және қаржы."),
          use: words(
            "Fees, rent, debts, nights of study.", "Плата за обучение, жильё, долги, бессонные ночи за учёбой.",
            "Оқу ақысы, баспана, қарыз, ұйқысыз оқыған түндер."),
          not: words(
            "Chances given up for it: opportunity cost.", "Упущенные ради этого возможности: упущенная альтернатива.",
            "Осы үшін жіберілген мүмкіндіктер: жоғалған балама."),
          example: words(
            "The fees ate all our savings.", "Плата за учёбу съела все наши сбережения.",
            "Оқу ақысы бар жинағанымызды жұтты.")),
        Code(
          "cost_opportunity", under: "cost", color: "#AA3377",
          name: words("Lost alternative", "Упущенная альтернатива", "Жоғалған балама"),
          means: words(
            "Something else of value that could not be had at the same time.",
            "Другое ценное, чего нельзя было иметь одновременно.",
            "Қатар қолға тимейтін басқа құнды нәрсе."),
          use: words(
            "Work, family, marriage, a degree at home that had to wait.",
            "Работа, семья, брак, степень на родине, которые пришлось отложить.",
            "Кейінге қалдырылған жұмыс, отбасы, неке, елдегі ғылыми дәреже."),
          not: words(
            "Missing people as a feeling: emotional cost.", "Тоска по людям как чувство: эмоциональная цена.",
            "Адамдарды сағыну сезімі: эмоциялық шығын."),
          example: words(
            "I gave up a job offer at home.", "Я отказалась от предложения работы дома.",
            "Елдегі жұмыс ұсынысынан бас тарттым.")),
        Code(
          "cost_emotional", under: "cost", color: "#AA3377",
          name: words("Emotional cost", "Эмоциональная цена", "Эмоциялық шығын"),
          means: words(
            "Fear, shame, loneliness or strain.", "Страх, стыд, одиночество или напряжение.",
            "Қорқыныш, ұят, жалғыздық немесе күйзеліс."),
          use: words(
            "Homesickness, fear of failure, having to prove one's competence again and again.",
            "Тоска по дому, страх неудачи, необходимость снова и снова доказывать свою компетентность.",
            "Үйді сағыну, сәтсіздіктен қорқу, біліктілігін қайта-қайта дәлелдеу қажеттілігі."),
          not: words(
            "Tiredness from work alone: effort.", "Одна лишь усталость от работы: усилия.",
            "Тек жұмыстан шаршау: күш-жігер."),
          example: words(
            "The first year I cried every evening.", "Первый год я плакала каждый вечер.",
            "Бірінші жылы күн сайын кешке жыладым.")),
      ])
  }
}
