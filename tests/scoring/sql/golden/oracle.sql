WITH coterie_cleaned AS (
  SELECT
    "client",
    CASE
      WHEN ABS(CAST("paid" AS BINARY_DOUBLE)) < CAST(1e-100 AS BINARY_DOUBLE)
      THEN CAST(0.0 AS BINARY_DOUBLE)
      WHEN ABS(CAST("paid" AS BINARY_DOUBLE)) <= CAST(1e+100 AS BINARY_DOUBLE)
      THEN CAST("paid" AS BINARY_DOUBLE)
    END AS coterie_c0,
    CASE
      WHEN ABS(CAST("age" AS BINARY_DOUBLE)) < CAST(1e-100 AS BINARY_DOUBLE)
      THEN CAST(0.0 AS BINARY_DOUBLE)
      WHEN CAST("age" AS BINARY_DOUBLE) = CAST(999.0 AS BINARY_DOUBLE)
      THEN NULL
      WHEN CAST("age" AS BINARY_DOUBLE) < CAST(0.0 AS BINARY_DOUBLE)
      THEN NULL
      WHEN CAST("age" AS BINARY_DOUBLE) > CAST(120.0 AS BINARY_DOUBLE)
      THEN NULL
      WHEN ABS(CAST("age" AS BINARY_DOUBLE)) <= CAST(1e+100 AS BINARY_DOUBLE)
      THEN CAST("age" AS BINARY_DOUBLE)
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
                  REPLACE(
                    REPLACE(REPLACE(CAST("card" AS VARCHAR2(4000)), CHR(  9), ' '), CHR(  10), ' '),
                    CHR(  13),
                    ' '
                  ),
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
                    REPLACE(
                      REPLACE(REPLACE(CAST("card" AS VARCHAR2(4000)), CHR(  9), ' '), CHR(  10), ' '),
                      CHR(  13),
                      ' '
                    ),
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
            LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%#n/a n/a%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%not available%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%not applicable%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%not specified%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%not provided%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%not known%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%no data%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%no value%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%no answer%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%not stated%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%0000-00-00 00:00:00%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%9999-12-31 00:00:00%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%nicht angegeben%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%non renseigné%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%non renseignÉ%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%sin dato%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%sin datos%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%нет данных%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%НЕТ ДАННЫХ%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%Нет Данных%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%Нет данных%'
            OR LOWER(CAST("card" AS VARCHAR2(4000))) LIKE '%keine angabe%'
          )
        )
      )
      THEN NULL
      WHEN LOWER(
        TRIM(
          REPLACE(
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(REPLACE(CAST("card" AS VARCHAR2(4000)), CHR(  9), ' '), CHR(  10), ' '),
                  CHR(  13),
                  ' '
                ),
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
                REPLACE(
                  REPLACE(REPLACE(CAST("card" AS VARCHAR2(4000)), CHR(  9), ' '), CHR(  10), ' '),
                  CHR(  13),
                  ' '
                ),
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
                REPLACE(
                  REPLACE(REPLACE(CAST("card" AS VARCHAR2(4000)), CHR(  9), ' '), CHR(  10), ' '),
                  CHR(  13),
                  ' '
                ),
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
    CASE WHEN "vip" = 1 THEN 1 WHEN "vip" = 0 THEN 0 END AS coterie_c3,
    CASE
      WHEN ABS(
        CASE
          WHEN CAST((
            DATEDIFF(CAST('2024-12-31' AS DATE), CAST("since" AS DATE), DAY)
          ) AS BINARY_DOUBLE) BETWEEN (
            -CAST(64282.0 AS BINARY_DOUBLE)
          ) AND CAST(82179.0 AS BINARY_DOUBLE)
          THEN CAST((
            DATEDIFF(CAST('2024-12-31' AS DATE), CAST("since" AS DATE), DAY)
          ) AS BINARY_DOUBLE)
        END
      ) < CAST(1e-100 AS BINARY_DOUBLE)
      THEN CAST(0.0 AS BINARY_DOUBLE)
      WHEN ABS(
        CASE
          WHEN CAST((
            DATEDIFF(CAST('2024-12-31' AS DATE), CAST("since" AS DATE), DAY)
          ) AS BINARY_DOUBLE) BETWEEN (
            -CAST(64282.0 AS BINARY_DOUBLE)
          ) AND CAST(82179.0 AS BINARY_DOUBLE)
          THEN CAST((
            DATEDIFF(CAST('2024-12-31' AS DATE), CAST("since" AS DATE), DAY)
          ) AS BINARY_DOUBLE)
        END
      ) <= CAST(1e+100 AS BINARY_DOUBLE)
      THEN CASE
        WHEN CAST((
          DATEDIFF(CAST('2024-12-31' AS DATE), CAST("since" AS DATE), DAY)
        ) AS BINARY_DOUBLE) BETWEEN (
          -CAST(64282.0 AS BINARY_DOUBLE)
        ) AND CAST(82179.0 AS BINARY_DOUBLE)
        THEN CAST((
          DATEDIFF(CAST('2024-12-31' AS DATE), CAST("since" AS DATE), DAY)
        ) AS BINARY_DOUBLE)
      END
    END AS coterie_c4
  FROM "customers"
), coterie_filled AS (
  SELECT
    "client",
    COALESCE(coterie_c0, CAST(120.5 AS BINARY_DOUBLE)) / CAST(100.25 AS BINARY_DOUBLE) AS coterie_v0,
    COALESCE(coterie_c1, CAST(41.0 AS BINARY_DOUBLE)) AS coterie_v1,
    COALESCE(coterie_c2, 0) AS coterie_v2,
    COALESCE(coterie_c3, 0) AS coterie_v3,
    COALESCE(coterie_c4, CAST(900.0 AS BINARY_DOUBLE)) AS coterie_v4,
    CASE WHEN coterie_c0 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c1 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c2 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c3 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c4 IS NULL THEN 1 ELSE 0 END AS coterie_imputed
  FROM coterie_cleaned
), coterie_prepared AS (
  SELECT
    "client",
    coterie_imputed,
    (
      CASE
        WHEN coterie_v0 >= CAST(0.0 AS BINARY_DOUBLE)
        THEN (
          EXP((
            -CAST(0.25 AS BINARY_DOUBLE)
          ) * LN(CAST(1.0 AS BINARY_DOUBLE) + coterie_v0)) - CAST(1.0 AS BINARY_DOUBLE)
        ) / (
          -CAST(0.25 AS BINARY_DOUBLE)
        )
        ELSE (
          -(
            (
              EXP(
                CASE
                  WHEN CAST(2.25 AS BINARY_DOUBLE) * LN(CAST(1.0 AS BINARY_DOUBLE) - coterie_v0) > CAST(300.0 AS BINARY_DOUBLE)
                  THEN CAST(300.0 AS BINARY_DOUBLE)
                  ELSE CAST(2.25 AS BINARY_DOUBLE) * LN(CAST(1.0 AS BINARY_DOUBLE) - coterie_v0)
                END
              ) - CAST(1.0 AS BINARY_DOUBLE)
            ) / CAST(2.25 AS BINARY_DOUBLE)
          )
        )
      END - CAST(0.7 AS BINARY_DOUBLE)
    ) / CAST(0.3 AS BINARY_DOUBLE) AS coterie_p0,
    (
      coterie_v1 - CAST(43.125 AS BINARY_DOUBLE)
    ) / CAST(12.1 AS BINARY_DOUBLE) AS coterie_p1,
    CASE
      WHEN coterie_v2 = 0
      THEN CAST(1.3333333333333333 AS BINARY_DOUBLE)
      ELSE CAST(0.0 AS BINARY_DOUBLE)
    END AS coterie_p2,
    CASE
      WHEN coterie_v2 = 1
      THEN CAST(1.3333333333333333 AS BINARY_DOUBLE)
      ELSE CAST(0.0 AS BINARY_DOUBLE)
    END AS coterie_p3,
    CASE
      WHEN coterie_v2 = 2
      THEN CAST(1.3333333333333333 AS BINARY_DOUBLE)
      ELSE CAST(0.0 AS BINARY_DOUBLE)
    END AS coterie_p4,
    CASE
      WHEN coterie_v3 = 0
      THEN CAST(2.0 AS BINARY_DOUBLE)
      ELSE CAST(0.0 AS BINARY_DOUBLE)
    END AS coterie_p5,
    CASE
      WHEN coterie_v3 = 1
      THEN CAST(2.0 AS BINARY_DOUBLE)
      ELSE CAST(0.0 AS BINARY_DOUBLE)
    END AS coterie_p6,
    (
      coterie_v4 - CAST(1000.0 AS BINARY_DOUBLE)
    ) / CAST(400.0 AS BINARY_DOUBLE) AS coterie_p7
  FROM coterie_filled
), coterie_measured AS (
  SELECT
    "client",
    coterie_imputed,
    (
      coterie_p0 - CAST(0.1 AS BINARY_DOUBLE)
    ) * (
      coterie_p0 - CAST(0.1 AS BINARY_DOUBLE)
    ) + (
      coterie_p1 - (
        -CAST(0.5 AS BINARY_DOUBLE)
      )
    ) * (
      coterie_p1 - (
        -CAST(0.5 AS BINARY_DOUBLE)
      )
    ) + (
      coterie_p2 - CAST(1.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p2 - CAST(1.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p3 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p3 - CAST(0.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p4 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p4 - CAST(0.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p5 - CAST(2.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p5 - CAST(2.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p6 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p6 - CAST(0.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p7 - CAST(0.3 AS BINARY_DOUBLE)
    ) * (
      coterie_p7 - CAST(0.3 AS BINARY_DOUBLE)
    ) AS coterie_d0,
    (
      coterie_p0 - CAST(0.2 AS BINARY_DOUBLE)
    ) * (
      coterie_p0 - CAST(0.2 AS BINARY_DOUBLE)
    ) + (
      coterie_p1 - CAST(0.6 AS BINARY_DOUBLE)
    ) * (
      coterie_p1 - CAST(0.6 AS BINARY_DOUBLE)
    ) + (
      coterie_p2 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p2 - CAST(0.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p3 - CAST(1.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p3 - CAST(1.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p4 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p4 - CAST(0.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p5 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p5 - CAST(0.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p6 - CAST(2.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p6 - CAST(2.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p7 - (
        -CAST(0.1 AS BINARY_DOUBLE)
      )
    ) * (
      coterie_p7 - (
        -CAST(0.1 AS BINARY_DOUBLE)
      )
    ) AS coterie_d1,
    (
      coterie_p0 - (
        -CAST(1.5 AS BINARY_DOUBLE)
      )
    ) * (
      coterie_p0 - (
        -CAST(1.5 AS BINARY_DOUBLE)
      )
    ) + (
      coterie_p1 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p1 - CAST(0.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p2 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p2 - CAST(0.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p3 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p3 - CAST(0.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p4 - CAST(1.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p4 - CAST(1.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p5 - CAST(2.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p5 - CAST(2.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p6 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p6 - CAST(0.0 AS BINARY_DOUBLE)
    ) + (
      coterie_p7 - CAST(0.0 AS BINARY_DOUBLE)
    ) * (
      coterie_p7 - CAST(0.0 AS BINARY_DOUBLE)
    ) AS coterie_d2
  FROM coterie_prepared
), coterie_nearest AS (
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
), coterie_others AS (
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
    CASE WHEN coterie_own = 0 THEN CAST(1e+308 AS BINARY_DOUBLE) ELSE coterie_d0 END AS coterie_o0,
    CASE WHEN coterie_own = 1 THEN CAST(1e+308 AS BINARY_DOUBLE) ELSE coterie_d1 END AS coterie_o1,
    CASE WHEN coterie_own = 2 THEN CAST(1e+308 AS BINARY_DOUBLE) ELSE coterie_d2 END AS coterie_o2
  FROM coterie_nearest
), coterie_placed AS (
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
), coterie_apart AS (
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
      WHEN coterie_away + coterie_near = CAST(0.0 AS BINARY_DOUBLE)
      THEN CAST(0.0 AS BINARY_DOUBLE)
      ELSE (
        coterie_away - coterie_near
      ) / (
        coterie_away + coterie_near
      )
    END
  END AS margin,
  CASE
    WHEN coterie_imputed < 5
    THEN CASE WHEN coterie_near > CAST(2.5 AS BINARY_DOUBLE) THEN 1 ELSE 0 END
  END AS unlike_anyone,
  coterie_imputed AS imputed,
  '0123456789ab' AS artefact
FROM coterie_apart
