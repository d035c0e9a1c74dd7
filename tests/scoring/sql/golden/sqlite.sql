WITH coterie_cleaned AS MATERIALIZED (
  SELECT
    "client",
    CASE
      WHEN ABS(CASE WHEN TYPEOF("paid") IN ('integer', 'real') THEN CAST("paid" AS REAL) END) < CAST(1e-100 AS REAL)
      THEN CAST(0.0 AS REAL)
      WHEN ABS(CASE WHEN TYPEOF("paid") IN ('integer', 'real') THEN CAST("paid" AS REAL) END) <= CAST(1e+100 AS REAL)
      THEN CASE WHEN TYPEOF("paid") IN ('integer', 'real') THEN CAST("paid" AS REAL) END
    END AS coterie_c0,
    CASE
      WHEN ABS(CASE WHEN TYPEOF("age") IN ('integer', 'real') THEN CAST("age" AS REAL) END) < CAST(1e-100 AS REAL)
      THEN CAST(0.0 AS REAL)
      WHEN CASE WHEN TYPEOF("age") IN ('integer', 'real') THEN CAST("age" AS REAL) END = CAST(999.0 AS REAL)
      THEN NULL
      WHEN CASE WHEN TYPEOF("age") IN ('integer', 'real') THEN CAST("age" AS REAL) END < CAST(0.0 AS REAL)
      THEN NULL
      WHEN CASE WHEN TYPEOF("age") IN ('integer', 'real') THEN CAST("age" AS REAL) END > CAST(120.0 AS REAL)
      THEN NULL
      WHEN ABS(CASE WHEN TYPEOF("age") IN ('integer', 'real') THEN CAST("age" AS REAL) END) <= CAST(1e+100 AS REAL)
      THEN CASE WHEN TYPEOF("age") IN ('integer', 'real') THEN CAST("age" AS REAL) END
    END AS coterie_c1,
    CASE
      WHEN "card" IS NULL
      THEN NULL
      WHEN (
        LOWER(
          TRIM(
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(REPLACE(REPLACE("card", CHAR(9), ' '), CHAR(10), ' '), CHAR(13), ' '),
                  '  ',
                  ' '
                ),
                '  ',
                ' '
              ),
              '  ',
              ' '
            )
          )
        ) IN (
          '',
          '.',
          '..',
          '...',
          '…',
          '-',
          '--',
          '---',
          '–',
          '—',
          '?',
          '??',
          '???',
          '_',
          '*',
          '\n',
          'na',
          'n.a.',
          'n.a',
          'n/a',
          '<na>',
          '#n/a',
          '#na',
          'nan',
          '-nan',
          '1.#qnan',
          'nat',
          'null',
          '(null)',
          '<null>',
          '[null]',
          '#null!',
          '(none)',
          '<none>',
          'nil',
          'undefined',
          'void',
          'missing',
          '(missing)',
          'unknown',
          '(unknown)',
          'unk',
          'blank',
          '(blank)',
          'empty',
          '(empty)',
          'tbd',
          'tba',
          '#ref!',
          '#value!',
          '#div/0!',
          '#name?',
          '#num!',
          '#error!',
          '#spill!',
          '''''',
          '""',
          '[]',
          '{}',
          'na.',
          'n.d.',
          'n/d',
          's/d',
          'tbc',
          'unspecified',
          '0000-00-00',
          '00/00/0000',
          '00.00.0000',
          '9999-12-31',
          '9999-12-31t00:00:00',
          '31.12.9999',
          '31/12/9999',
          '12/31/9999',
          '99991231',
          'неизвестно',
          'НЕИЗВЕСТНО',
          'Неизвестно',
          '不明',
          '未知',
          'k.a.',
          'unbekannt',
          'inconnu',
          'desconocido',
          'sconosciuto',
          'onbekend',
          'okänd',
          'okÄnd'
        )
        OR (
          LOWER(
            TRIM(
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(REPLACE(REPLACE("card", CHAR(9), ' '), CHAR(10), ' '), CHAR(13), ' '),
                    '  ',
                    ' '
                  ),
                  '  ',
                  ' '
                ),
                '  ',
                ' '
              )
            )
          ) IN (
            '#n/a n/a',
            'not available',
            'not applicable',
            'not specified',
            'not provided',
            'not known',
            'no data',
            'no value',
            'no answer',
            'not stated',
            '0000-00-00 00:00:00',
            '9999-12-31 00:00:00',
            'nicht angegeben',
            'non renseigné',
            'non renseignÉ',
            'sin dato',
            'sin datos',
            'нет данных',
            'НЕТ ДАННЫХ',
            'Нет Данных',
            'Нет данных',
            'keine angabe'
          )
          AND (
            LOWER("card") LIKE '%#n/a n/a%'
            OR LOWER("card") LIKE '%not available%'
            OR LOWER("card") LIKE '%not applicable%'
            OR LOWER("card") LIKE '%not specified%'
            OR LOWER("card") LIKE '%not provided%'
            OR LOWER("card") LIKE '%not known%'
            OR LOWER("card") LIKE '%no data%'
            OR LOWER("card") LIKE '%no value%'
            OR LOWER("card") LIKE '%no answer%'
            OR LOWER("card") LIKE '%not stated%'
            OR LOWER("card") LIKE '%0000-00-00 00:00:00%'
            OR LOWER("card") LIKE '%9999-12-31 00:00:00%'
            OR LOWER("card") LIKE '%nicht angegeben%'
            OR LOWER("card") LIKE '%non renseigné%'
            OR LOWER("card") LIKE '%non renseignÉ%'
            OR LOWER("card") LIKE '%sin dato%'
            OR LOWER("card") LIKE '%sin datos%'
            OR LOWER("card") LIKE '%нет данных%'
            OR LOWER("card") LIKE '%НЕТ ДАННЫХ%'
            OR LOWER("card") LIKE '%Нет Данных%'
            OR LOWER("card") LIKE '%Нет данных%'
            OR LOWER("card") LIKE '%keine angabe%'
          )
        )
      )
      THEN NULL
      WHEN LOWER(
        TRIM(
          REPLACE(
            REPLACE(
              REPLACE(
                REPLACE(REPLACE(REPLACE("card", CHAR(9), ' '), CHAR(10), ' '), CHAR(13), ' '),
                '  ',
                ' '
              ),
              '  ',
              ' '
            ),
            '  ',
            ' '
          )
        )
      ) IN ('gold')
      THEN 0
      WHEN LOWER(
        TRIM(
          REPLACE(
            REPLACE(
              REPLACE(
                REPLACE(REPLACE(REPLACE("card", CHAR(9), ' '), CHAR(10), ' '), CHAR(13), ' '),
                '  ',
                ' '
              ),
              '  ',
              ' '
            ),
            '  ',
            ' '
          )
        )
      ) IN ('amèx', 'amÈx')
      THEN 1
      WHEN LOWER(
        TRIM(
          REPLACE(
            REPLACE(
              REPLACE(
                REPLACE(REPLACE(REPLACE("card", CHAR(9), ' '), CHAR(10), ' '), CHAR(13), ' '),
                '  ',
                ' '
              ),
              '  ',
              ' '
            ),
            '  ',
            ' '
          )
        )
      ) IN ('none')
      THEN 2
      ELSE -1
    END AS coterie_c2,
    CASE
      WHEN CAST(LOWER(
        TRIM(
          REPLACE(
            REPLACE(
              REPLACE(
                REPLACE(REPLACE(REPLACE("vip", CHAR(9), ' '), CHAR(10), ' '), CHAR(13), ' '),
                '  ',
                ' '
              ),
              '  ',
              ' '
            ),
            '  ',
            ' '
          )
        )
      ) AS TEXT) IN (
        '1',
        '1.0',
        '.true.',
        '✓',
        '✔',
        '☑',
        '✅',
        'true',
        't',
        'yes',
        'y',
        'on',
        'enabled',
        'active',
        'ja',
        'po',
        'نعم',
        'صح',
        'այո',
        'ԱՅՈ',
        'Այո',
        'bəli',
        'bƏli',
        'bai',
        'হ্যাঁ',
        'да',
        'ДА',
        'Да',
        'sí',
        'sÍ',
        'cert',
        '是',
        '对',
        '對',
        '有',
        'da',
        'točno',
        'toČno',
        'ano',
        'pravda',
        'sandt',
        'waar',
        'jah',
        'tõene',
        'tÕene',
        'kyllä',
        'kyllÄ',
        'tosi',
        'oui',
        'o',
        'vrai',
        'კი',
        'ᲙᲘ',
        'დიახ',
        'ᲓᲘᲐᲮ',
        'j',
        'wahr',
        'ναι',
        'ΝΑΙ',
        'Ναι',
        'αληθές',
        'ΑΛΗΘΈΣ',
        'Αληθές',
        'כן',
        'हाँ',
        'हां',
        'जी हाँ',
        'igen',
        'igaz',
        'já',
        'jÁ',
        'ya',
        'benar',
        'sì',
        'sÌ',
        'vero',
        'はい',
        '有り',
        'あり',
        '真',
        'иә',
        'ИӘ',
        'Иә',
        '예',
        '네',
        '참',
        'jā',
        'jĀ',
        'taip',
        'sant',
        'بله',
        'بلی',
        'tak',
        'prawda',
        'sim',
        's',
        'verdadeiro',
        'adevărat',
        'adevĂrat',
        'истина',
        'ИСТИНА',
        'Истина',
        'áno',
        'Áno',
        'si',
        'verdadero',
        'ndiyo',
        'ndio',
        'oo',
        'ใช่',
        'มี',
        'evet',
        'doğru',
        'doĞru',
        'dogru',
        'так',
        'ТАК',
        'Так',
        'ہاں',
        'جی ہاں',
        'có',
        'cÓ',
        'đúng',
        'ĐÚng',
        'Đúng'
      )
      THEN 1
      WHEN CAST(LOWER(
        TRIM(
          REPLACE(
            REPLACE(
              REPLACE(
                REPLACE(REPLACE(REPLACE("vip", CHAR(9), ' '), CHAR(10), ' '), CHAR(13), ' '),
                '  ',
                ' '
              ),
              '  ',
              ' '
            ),
            '  ',
            ' '
          )
        )
      ) AS TEXT) IN (
        '0',
        '0.0',
        '.false.',
        '✗',
        '✘',
        '☐',
        '❌',
        'false',
        'f',
        'no',
        'n',
        'off',
        'disabled',
        'inactive',
        'nee',
        'jo',
        'لا',
        'خطأ',
        'ոչ',
        'ՈՉ',
        'Ոչ',
        'xeyr',
        'ez',
        'না',
        'не',
        'НЕ',
        'Не',
        'fals',
        '否',
        '错',
        '錯',
        '无',
        '無',
        '不是',
        '没有',
        '沒有',
        'ne',
        'netočno',
        'netoČno',
        'nepravda',
        'nej',
        'falsk',
        'onwaar',
        'ei',
        'väär',
        'vÄÄr',
        'epätosi',
        'epÄtosi',
        'non',
        'faux',
        'არა',
        'ᲐᲠᲐ',
        'nein',
        'falsch',
        'όχι',
        'ΌΧΙ',
        'Όχι',
        'οχι',
        'ΟΧΙ',
        'Οχι',
        'ψευδές',
        'ΨΕΥΔΈΣ',
        'Ψευδές',
        'לא',
        'नहीं',
        'नही',
        'nem',
        'hamis',
        'nei',
        'tidak',
        'salah',
        'falso',
        'いいえ',
        '無し',
        'なし',
        '偽',
        'жоқ',
        'ЖОҚ',
        'Жоқ',
        '아니오',
        '아니요',
        '거짓',
        'nē',
        'nĒ',
        'usant',
        'خیر',
        'نه',
        'nie',
        'fałsz',
        'faŁsz',
        'não',
        'nÃo',
        'nao',
        'nu',
        'нет',
        'НЕТ',
        'Нет',
        'ложь',
        'ЛОЖЬ',
        'Ложь',
        'hapana',
        'falskt',
        'hindi',
        'ไม่ใช่',
        'ไม่',
        'ไม่มี',
        'hayır',
        'hayir',
        'yanlış',
        'yanlis',
        'ні',
        'НІ',
        'Ні',
        'نہیں',
        'không',
        'khÔng',
        'sai'
      )
      THEN 0
    END AS coterie_c3,
    CASE
      WHEN ABS(
        CASE
          WHEN CAST((
            JULIANDAY(DATE('2024-12-31')) - JULIANDAY(DATE("since"))
          ) AS REAL) BETWEEN (
            -CAST(64282.0 AS REAL)
          ) AND CAST(82179.0 AS REAL)
          THEN CAST((
            JULIANDAY(DATE('2024-12-31')) - JULIANDAY(DATE("since"))
          ) AS REAL)
        END
      ) < CAST(1e-100 AS REAL)
      THEN CAST(0.0 AS REAL)
      WHEN ABS(
        CASE
          WHEN CAST((
            JULIANDAY(DATE('2024-12-31')) - JULIANDAY(DATE("since"))
          ) AS REAL) BETWEEN (
            -CAST(64282.0 AS REAL)
          ) AND CAST(82179.0 AS REAL)
          THEN CAST((
            JULIANDAY(DATE('2024-12-31')) - JULIANDAY(DATE("since"))
          ) AS REAL)
        END
      ) <= CAST(1e+100 AS REAL)
      THEN CASE
        WHEN CAST((
          JULIANDAY(DATE('2024-12-31')) - JULIANDAY(DATE("since"))
        ) AS REAL) BETWEEN (
          -CAST(64282.0 AS REAL)
        ) AND CAST(82179.0 AS REAL)
        THEN CAST((
          JULIANDAY(DATE('2024-12-31')) - JULIANDAY(DATE("since"))
        ) AS REAL)
      END
    END AS coterie_c4
  FROM "customers"
), coterie_filled AS MATERIALIZED (
  SELECT
    "client",
    COALESCE(coterie_c0, CAST(120.5 AS REAL)) / CAST(100.25 AS REAL) AS coterie_v0,
    COALESCE(coterie_c1, CAST(41.0 AS REAL)) AS coterie_v1,
    COALESCE(coterie_c2, 0) AS coterie_v2,
    COALESCE(coterie_c3, 0) AS coterie_v3,
    COALESCE(coterie_c4, CAST(900.0 AS REAL)) AS coterie_v4,
    CASE WHEN coterie_c0 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c1 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c2 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c3 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c4 IS NULL THEN 1 ELSE 0 END AS coterie_imputed
  FROM coterie_cleaned
), coterie_prepared AS MATERIALIZED (
  SELECT
    "client",
    coterie_imputed,
    (
      CASE
        WHEN coterie_v0 >= CAST(0.0 AS REAL)
        THEN (
          EXP((
            -CAST(0.25 AS REAL)
          ) * LN(CAST(1.0 AS REAL) + coterie_v0)) - CAST(1.0 AS REAL)
        ) / (
          -CAST(0.25 AS REAL)
        )
        ELSE (
          -(
            (
              EXP(
                CASE
                  WHEN CAST(2.25 AS REAL) * LN(CAST(1.0 AS REAL) - coterie_v0) > CAST(300.0 AS REAL)
                  THEN CAST(300.0 AS REAL)
                  ELSE CAST(2.25 AS REAL) * LN(CAST(1.0 AS REAL) - coterie_v0)
                END
              ) - CAST(1.0 AS REAL)
            ) / CAST(2.25 AS REAL)
          )
        )
      END - CAST(0.7 AS REAL)
    ) / CAST(0.3 AS REAL) AS coterie_p0,
    (
      coterie_v1 - CAST(43.125 AS REAL)
    ) / CAST(12.1 AS REAL) AS coterie_p1,
    CASE
      WHEN coterie_v2 = 0
      THEN (
        CAST(6004799503160661 AS REAL) / CAST(4503599627370496 AS REAL)
      )
      ELSE CAST(0.0 AS REAL)
    END AS coterie_p2,
    CASE
      WHEN coterie_v2 = 1
      THEN (
        CAST(6004799503160661 AS REAL) / CAST(4503599627370496 AS REAL)
      )
      ELSE CAST(0.0 AS REAL)
    END AS coterie_p3,
    CASE
      WHEN coterie_v2 = 2
      THEN (
        CAST(6004799503160661 AS REAL) / CAST(4503599627370496 AS REAL)
      )
      ELSE CAST(0.0 AS REAL)
    END AS coterie_p4,
    CASE WHEN coterie_v3 = 0 THEN CAST(2.0 AS REAL) ELSE CAST(0.0 AS REAL) END AS coterie_p5,
    CASE WHEN coterie_v3 = 1 THEN CAST(2.0 AS REAL) ELSE CAST(0.0 AS REAL) END AS coterie_p6,
    (
      coterie_v4 - CAST(1000.0 AS REAL)
    ) / CAST(400.0 AS REAL) AS coterie_p7
  FROM coterie_filled
), coterie_measured AS MATERIALIZED (
  SELECT
    "client",
    coterie_imputed,
    (
      coterie_p0 - CAST(0.1 AS REAL)
    ) * (
      coterie_p0 - CAST(0.1 AS REAL)
    ) + (
      coterie_p1 - (
        -CAST(0.5 AS REAL)
      )
    ) * (
      coterie_p1 - (
        -CAST(0.5 AS REAL)
      )
    ) + (
      coterie_p2 - CAST(1.0 AS REAL)
    ) * (
      coterie_p2 - CAST(1.0 AS REAL)
    ) + (
      coterie_p3 - CAST(0.0 AS REAL)
    ) * (
      coterie_p3 - CAST(0.0 AS REAL)
    ) + (
      coterie_p4 - CAST(0.0 AS REAL)
    ) * (
      coterie_p4 - CAST(0.0 AS REAL)
    ) + (
      coterie_p5 - CAST(2.0 AS REAL)
    ) * (
      coterie_p5 - CAST(2.0 AS REAL)
    ) + (
      coterie_p6 - CAST(0.0 AS REAL)
    ) * (
      coterie_p6 - CAST(0.0 AS REAL)
    ) + (
      coterie_p7 - CAST(0.3 AS REAL)
    ) * (
      coterie_p7 - CAST(0.3 AS REAL)
    ) AS coterie_d0,
    (
      coterie_p0 - CAST(0.2 AS REAL)
    ) * (
      coterie_p0 - CAST(0.2 AS REAL)
    ) + (
      coterie_p1 - CAST(0.6 AS REAL)
    ) * (
      coterie_p1 - CAST(0.6 AS REAL)
    ) + (
      coterie_p2 - CAST(0.0 AS REAL)
    ) * (
      coterie_p2 - CAST(0.0 AS REAL)
    ) + (
      coterie_p3 - CAST(1.0 AS REAL)
    ) * (
      coterie_p3 - CAST(1.0 AS REAL)
    ) + (
      coterie_p4 - CAST(0.0 AS REAL)
    ) * (
      coterie_p4 - CAST(0.0 AS REAL)
    ) + (
      coterie_p5 - CAST(0.0 AS REAL)
    ) * (
      coterie_p5 - CAST(0.0 AS REAL)
    ) + (
      coterie_p6 - CAST(2.0 AS REAL)
    ) * (
      coterie_p6 - CAST(2.0 AS REAL)
    ) + (
      coterie_p7 - (
        -CAST(0.1 AS REAL)
      )
    ) * (
      coterie_p7 - (
        -CAST(0.1 AS REAL)
      )
    ) AS coterie_d1,
    (
      coterie_p0 - (
        -CAST(1.5 AS REAL)
      )
    ) * (
      coterie_p0 - (
        -CAST(1.5 AS REAL)
      )
    ) + (
      coterie_p1 - CAST(0.0 AS REAL)
    ) * (
      coterie_p1 - CAST(0.0 AS REAL)
    ) + (
      coterie_p2 - CAST(0.0 AS REAL)
    ) * (
      coterie_p2 - CAST(0.0 AS REAL)
    ) + (
      coterie_p3 - CAST(0.0 AS REAL)
    ) * (
      coterie_p3 - CAST(0.0 AS REAL)
    ) + (
      coterie_p4 - CAST(1.0 AS REAL)
    ) * (
      coterie_p4 - CAST(1.0 AS REAL)
    ) + (
      coterie_p5 - CAST(2.0 AS REAL)
    ) * (
      coterie_p5 - CAST(2.0 AS REAL)
    ) + (
      coterie_p6 - CAST(0.0 AS REAL)
    ) * (
      coterie_p6 - CAST(0.0 AS REAL)
    ) + (
      coterie_p7 - CAST(0.0 AS REAL)
    ) * (
      coterie_p7 - CAST(0.0 AS REAL)
    ) AS coterie_d2
  FROM coterie_prepared
), coterie_nearest AS MATERIALIZED (
  SELECT
    "client",
    coterie_imputed,
    coterie_d0,
    coterie_d1,
    coterie_d2,
    CASE
      WHEN coterie_d0 <= coterie_d1 AND coterie_d0 <= coterie_d2
      THEN 0
      WHEN coterie_d1 <= coterie_d2
      THEN 1
      ELSE 2
    END AS coterie_own
  FROM coterie_measured
), coterie_others AS MATERIALIZED (
  SELECT
    "client",
    coterie_imputed,
    coterie_own,
    SQRT(
      CASE
        WHEN coterie_own = 0
        THEN coterie_d0
        WHEN coterie_own = 1
        THEN coterie_d1
        WHEN coterie_own = 2
        THEN coterie_d2
      END
    ) AS coterie_near,
    CASE WHEN coterie_own = 0 THEN CAST(1e+308 AS REAL) ELSE coterie_d0 END AS coterie_o0,
    CASE WHEN coterie_own = 1 THEN CAST(1e+308 AS REAL) ELSE coterie_d1 END AS coterie_o1,
    CASE WHEN coterie_own = 2 THEN CAST(1e+308 AS REAL) ELSE coterie_d2 END AS coterie_o2
  FROM coterie_nearest
), coterie_placed AS MATERIALIZED (
  SELECT
    "client",
    coterie_imputed,
    coterie_own,
    coterie_near,
    coterie_o0,
    coterie_o1,
    coterie_o2,
    CASE
      WHEN coterie_o0 <= coterie_o1 AND coterie_o0 <= coterie_o2
      THEN 0
      WHEN coterie_o1 <= coterie_o2
      THEN 1
      ELSE 2
    END AS coterie_second
  FROM coterie_others
), coterie_apart AS MATERIALIZED (
  SELECT
    "client",
    coterie_imputed,
    coterie_own,
    coterie_near,
    coterie_second,
    SQRT(
      CASE
        WHEN coterie_second = 0
        THEN coterie_o0
        WHEN coterie_second = 1
        THEN coterie_o1
        WHEN coterie_second = 2
        THEN coterie_o2
      END
    ) AS coterie_away
  FROM coterie_placed
)
SELECT
  "client",
  CASE
    WHEN coterie_imputed < 5
    THEN CASE
      WHEN coterie_own = 0
      THEN 0
      WHEN coterie_own = 1
      THEN 1
      WHEN coterie_own = 2
      THEN 7
    END
  END AS segment_id,
  CASE
    WHEN coterie_imputed < 5
    THEN CASE
      WHEN coterie_own = 0
      THEN 'Savers'
      WHEN coterie_own = 1
      THEN 'Kings'' Amèx'
      WHEN coterie_own = 2
      THEN 'New'
    END
  END AS segment,
  CASE WHEN coterie_imputed < 5 THEN coterie_near END AS distance,
  CASE
    WHEN coterie_imputed < 5
    THEN CASE
      WHEN coterie_second = 0
      THEN 0
      WHEN coterie_second = 1
      THEN 1
      WHEN coterie_second = 2
      THEN 7
    END
  END AS second_segment_id,
  CASE
    WHEN coterie_imputed < 5
    THEN CASE
      WHEN coterie_second = 0
      THEN 'Savers'
      WHEN coterie_second = 1
      THEN 'Kings'' Amèx'
      WHEN coterie_second = 2
      THEN 'New'
    END
  END AS second_segment,
  CASE
    WHEN coterie_imputed < 5
    THEN CASE
      WHEN coterie_away + coterie_near = CAST(0.0 AS REAL)
      THEN CAST(0.0 AS REAL)
      ELSE (
        coterie_away - coterie_near
      ) / (
        coterie_away + coterie_near
      )
    END
  END AS margin,
  CASE
    WHEN coterie_imputed < 5
    THEN CASE WHEN coterie_near > CAST(2.5 AS REAL) THEN 1 ELSE 0 END
  END AS unlike_anyone,
  coterie_imputed AS imputed,
  '0123456789ab' AS artefact
FROM coterie_apart
