internal import KoshTable

extension CodingFrame {
  /// What the movement of the educated means for their country, as respondents see it.
  ///
  /// Source: F. Docquier, H. Rapoport (2012), "Globalization, brain drain, and development", *Journal of Economic
  /// Literature* 50(3), 681–730; A. Saxenian (2005), "From brain drain to brain circulation", *Studies in Comparative
  /// International Development* 40(2), 35–61. Rules and examples are the program's own.
  static var brainDrain: CodingFrame {
    CodingFrame(
      name: words(
        "Brain drain, gain and circulation", "Утечка, приток и циркуляция умов", "Ақыл-ойдың кетуі, келуі және айналымы"
      ),
      version: "1",
      codes: [
        Code(
          "drain", color: "#EE6677", name: words("Brain drain", "Утечка умов", "Ақыл-ойдың кетуі"),
          means: words(
            "The country loses educated people for good.", "Страна навсегда теряет образованных людей.",
            "Ел білімді адамдарынан біржола айырылады."),
          use: words(
            "Not returning, loss of those in whom was invested, gaps that they leave.",
            "Невозвращение, потеря тех, в кого вкладывали, пустые места после них.",
            "Қайтпау, қаржы жұмсалған мамандардан айырылу, олардан қалған бос орын."),
          not: words(
            "A wish to stay abroad without a word on the country: stay.",
            "Желание остаться за рубежом без оценки последствий для страны: намерение остаться.",
            "Елге әсері айтылмаған шетелде қалу ниеті: қалу ниеті."),
          example: words(
            "The best leave and nobody replaces them.", "Лучшие уезжают, и заменить их некем.",
            "Үздіктер кетіп жатыр, орнын басатын ешкім жоқ.")),
        Code(
          "gain", color: "#228833", name: words("Brain gain", "Приток умов", "Ақыл-ойдың келуі"),
          means: words(
            "The country gains knowledge because people leave or come.",
            "Страна приобретает знания благодаря отъезду или приезду людей.",
            "Адамдардың кетуі не келуі арқасында ел білім жинайды."),
          use: words(
            "Returning with skills, money and ideas sent home, pupils who study harder because leaving is possible.",
            "Возвращение с навыками, присланные деньги и идеи, более усердная учёба ради возможности уехать.",
            "Дағдымен оралу, елге жіберілген қаржы мен идеялар, кету мүмкіндігі үшін жақсырақ оқу."),
          not: words(
            "Moving back and forth: circulation.", "Движение туда и обратно: циркуляция.",
            "Әрлі-берлі қозғалыс: айналым."),
          example: words(
            "I will bring back what I learned.", "Я привезу домой то, чему научилась.",
            "Үйренгенімді елге алып келемін.")),
        Code(
          "circulation", color: "#4477AA", name: words("Brain circulation", "Циркуляция умов", "Ақыл-ой айналымы"),
          means: words(
            "People and knowledge move in both directions, again and again.",
            "Люди и знания движутся в обе стороны, снова и снова.",
            "Адамдар мен білім екі бағытта қайта-қайта қозғалады."),
          use: words(
            "Joint projects, teaching at a distance, living in two countries.",
            "Совместные проекты, преподавание на расстоянии, жизнь на две страны.",
            "Бірлескен жобалар, қашықтан сабақ беру, екі елде өмір сүру."),
          not: words("One return: gain.", "Однократное возвращение: приток.", "Бір рет оралу: келу."),
          example: words(
            "I work here and supervise students at home.", "Я работаю здесь и руковожу студентами дома.",
            "Мұнда жұмыс істеймін, елдегі студенттерге жетекшілік етемін.")),
        Code(
          "waste", color: "#CCBB44", name: words("Brain waste", "Потеря квалификации", "Біліктіліктің босқа кетуі"),
          means: words(
            "Skills are not used, at home or abroad.", "Навыки не используются ни дома, ни за рубежом.",
            "Дағдылар елде де, шетелде де пайдаланылмайды."),
          use: words(
            "Work below one's training, degrees that are not recognised.",
            "Работа ниже квалификации, непризнанные дипломы.",
            "Біліктілігінен төмен жұмыс, мойындалмаған дипломдар."),
          not: words(
            "No work at all at home as a reason to go: outside of this frame.",
            "Отсутствие работы как причина отъезда: вне этой схемы.",
            "Кетуге себеп болған жұмыссыздық: бұл сызбаға кірмейді."),
          example: words(
            "A doctor at home, a courier here.", "Дома врач, здесь курьер.", "Елде дәрігер, мұнда жеткізуші.")),
        Code(
          "intention", isCodable: false, color: "#AA3377", name: words("Intention", "Намерение", "Ниет"),
          means: words(
            "What the person plans for themselves: the heading of two codes.",
            "Что человек планирует для себя: общее название двух кодов.",
            "Адамның өз жоспары: екі кодтың жалпы атауы."),
          use: words(
            "Give one of the codes below.", "Используйте один из кодов ниже.", "Төмендегі кодтардың бірін қойыңыз."),
          not: words("", "", ""), example: words("", "", "")),
        Code(
          "return", under: "intention", color: "#AA3377", name: words("To return", "Вернуться", "Оралу ниеті"),
          means: words("The person plans to go back.", "Человек планирует вернуться.", "Адам оралуды жоспарлайды."),
          use: words("Plans and conditions of return.", "Планы и условия возвращения.", "Оралу жоспары мен шарттары."),
          not: words("Others' return: gain.", "Возвращение других: приток.", "Басқалардың оралуы: келу."),
          example: words(
            "After the master's I go home.", "После магистратуры я еду домой.", "Магистратурадан кейін елге қайтамын.")),
        Code(
          "stay", under: "intention", color: "#AA3377", name: words("To stay", "Остаться", "Қалу ниеті"),
          means: words(
            "The person plans to stay abroad.", "Человек планирует остаться за рубежом.",
            "Адам шетелде қалуды жоспарлайды."),
          use: words(
            "Plans and conditions of staying.", "Планы и условия, чтобы остаться.", "Қалу жоспары мен шарттары."),
          not: words("Others' staying: drain.", "Невозвращение других: утечка.", "Басқалардың қайтпауы: кету."),
          example: words("If I find work, I stay.", "Если найду работу, останусь.", "Жұмыс тапсам, қаламын.")),
      ])
  }
}
