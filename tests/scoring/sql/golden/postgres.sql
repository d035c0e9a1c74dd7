WITH coterie_cleaned AS (
  SELECT
    "client",
    CASE
      WHEN ABS(CAST("paid" AS DOUBLE PRECISION)) < CAST(1e-100 AS DOUBLE PRECISION)
      THEN CAST(0.0 AS DOUBLE PRECISION)
      WHEN ABS(CAST("paid" AS DOUBLE PRECISION)) <= CAST(1e+100 AS DOUBLE PRECISION)
      THEN CAST("paid" AS DOUBLE PRECISION)
    END AS coterie_c0,
    CASE
      WHEN ABS(CAST("age" AS DOUBLE PRECISION)) < CAST(1e-100 AS DOUBLE PRECISION)
      THEN CAST(0.0 AS DOUBLE PRECISION)
      WHEN CAST("age" AS DOUBLE PRECISION) = CAST(999.0 AS DOUBLE PRECISION)
      THEN NULL
      WHEN CAST("age" AS DOUBLE PRECISION) < CAST(0.0 AS DOUBLE PRECISION)
      THEN NULL
      WHEN CAST("age" AS DOUBLE PRECISION) > CAST(120.0 AS DOUBLE PRECISION)
      THEN NULL
      WHEN ABS(CAST("age" AS DOUBLE PRECISION)) <= CAST(1e+100 AS DOUBLE PRECISION)
      THEN CAST("age" AS DOUBLE PRECISION)
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
                    REPLACE(REPLACE(CAST("card" AS TEXT), CHR(  9), ' '), CHR(  10), ' '),
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
                      REPLACE(REPLACE(CAST("card" AS TEXT), CHR(  9), ' '), CHR(  10), ' '),
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
            LOWER(CAST("card" AS TEXT)) LIKE '%#n/a n/a%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%not available%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%not applicable%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%not specified%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%not provided%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%not known%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%no data%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%no value%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%no answer%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%not stated%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%0000-00-00 00:00:00%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%9999-12-31 00:00:00%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%nicht angegeben%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%non renseigné%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%non renseignÉ%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%sin dato%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%sin datos%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%нет данных%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%НЕТ ДАННЫХ%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%Нет Данных%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%Нет данных%'
            OR LOWER(CAST("card" AS TEXT)) LIKE '%keine angabe%'
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
                  REPLACE(REPLACE(CAST("card" AS TEXT), CHR(  9), ' '), CHR(  10), ' '),
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
                  REPLACE(REPLACE(CAST("card" AS TEXT), CHR(  9), ' '), CHR(  10), ' '),
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
                  REPLACE(REPLACE(CAST("card" AS TEXT), CHR(  9), ' '), CHR(  10), ' '),
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
    CASE WHEN "vip" THEN 1 WHEN NOT "vip" THEN 0 END AS coterie_c3,
    CASE
      WHEN ABS(
        CASE
          WHEN CAST((
            CAST(EXTRACT(epoch FROM CAST(CAST('2024-12-31' AS DATE) AS TIMESTAMP) - CAST(CAST("since" AS DATE) AS TIMESTAMP)) / 86400 AS BIGINT)
          ) AS DOUBLE PRECISION) BETWEEN (
            -CAST(64282.0 AS DOUBLE PRECISION)
          ) AND CAST(82179.0 AS DOUBLE PRECISION)
          THEN CAST((
            CAST(EXTRACT(epoch FROM CAST(CAST('2024-12-31' AS DATE) AS TIMESTAMP) - CAST(CAST("since" AS DATE) AS TIMESTAMP)) / 86400 AS BIGINT)
          ) AS DOUBLE PRECISION)
        END
      ) < CAST(1e-100 AS DOUBLE PRECISION)
      THEN CAST(0.0 AS DOUBLE PRECISION)
      WHEN ABS(
        CASE
          WHEN CAST((
            CAST(EXTRACT(epoch FROM CAST(CAST('2024-12-31' AS DATE) AS TIMESTAMP) - CAST(CAST("since" AS DATE) AS TIMESTAMP)) / 86400 AS BIGINT)
          ) AS DOUBLE PRECISION) BETWEEN (
            -CAST(64282.0 AS DOUBLE PRECISION)
          ) AND CAST(82179.0 AS DOUBLE PRECISION)
          THEN CAST((
            CAST(EXTRACT(epoch FROM CAST(CAST('2024-12-31' AS DATE) AS TIMESTAMP) - CAST(CAST("since" AS DATE) AS TIMESTAMP)) / 86400 AS BIGINT)
          ) AS DOUBLE PRECISION)
        END
      ) <= CAST(1e+100 AS DOUBLE PRECISION)
      THEN CASE
        WHEN CAST((
          CAST(EXTRACT(epoch FROM CAST(CAST('2024-12-31' AS DATE) AS TIMESTAMP) - CAST(CAST("since" AS DATE) AS TIMESTAMP)) / 86400 AS BIGINT)
        ) AS DOUBLE PRECISION) BETWEEN (
          -CAST(64282.0 AS DOUBLE PRECISION)
        ) AND CAST(82179.0 AS DOUBLE PRECISION)
        THEN CAST((
          CAST(EXTRACT(epoch FROM CAST(CAST('2024-12-31' AS DATE) AS TIMESTAMP) - CAST(CAST("since" AS DATE) AS TIMESTAMP)) / 86400 AS BIGINT)
        ) AS DOUBLE PRECISION)
      END
    END AS coterie_c4
  FROM "customers"
  OFFSET 0
), coterie_filled AS (
  SELECT
    "client",
    COALESCE(coterie_c0, CAST(120.5 AS DOUBLE PRECISION)) / CAST(100.25 AS DOUBLE PRECISION) AS coterie_v0,
    COALESCE(coterie_c1, CAST(41.0 AS DOUBLE PRECISION)) AS coterie_v1,
    COALESCE(coterie_c2, 0) AS coterie_v2,
    COALESCE(coterie_c3, 0) AS coterie_v3,
    COALESCE(coterie_c4, CAST(900.0 AS DOUBLE PRECISION)) AS coterie_v4,
    CASE WHEN coterie_c0 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c1 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c2 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c3 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c4 IS NULL THEN 1 ELSE 0 END AS coterie_imputed
  FROM coterie_cleaned
  OFFSET 0
), coterie_prepared AS (
  SELECT
    "client",
    coterie_imputed,
    (
      CASE
        WHEN coterie_v0 >= CAST(0.0 AS DOUBLE PRECISION)
        THEN (
          EXP(
            (
              -CAST(0.25 AS DOUBLE PRECISION)
            ) * LN(CAST(1.0 AS DOUBLE PRECISION) + coterie_v0)
          ) - CAST(1.0 AS DOUBLE PRECISION)
        ) / (
          -CAST(0.25 AS DOUBLE PRECISION)
        )
        ELSE (
          -(
            (
              EXP(
                CASE
                  WHEN CAST(2.25 AS DOUBLE PRECISION) * LN(CAST(1.0 AS DOUBLE PRECISION) - coterie_v0) > CAST(300.0 AS DOUBLE PRECISION)
                  THEN CAST(300.0 AS DOUBLE PRECISION)
                  ELSE CAST(2.25 AS DOUBLE PRECISION) * LN(CAST(1.0 AS DOUBLE PRECISION) - coterie_v0)
                END
              ) - CAST(1.0 AS DOUBLE PRECISION)
            ) / CAST(2.25 AS DOUBLE PRECISION)
          )
        )
      END - CAST(0.7 AS DOUBLE PRECISION)
    ) / CAST(0.3 AS DOUBLE PRECISION) AS coterie_p0,
    (
      coterie_v1 - CAST(43.125 AS DOUBLE PRECISION)
    ) / CAST(12.1 AS DOUBLE PRECISION) AS coterie_p1,
    CASE
      WHEN coterie_v2 = 0
      THEN CAST(1.3333333333333333 AS DOUBLE PRECISION)
      ELSE CAST(0.0 AS DOUBLE PRECISION)
    END AS coterie_p2,
    CASE
      WHEN coterie_v2 = 1
      THEN CAST(1.3333333333333333 AS DOUBLE PRECISION)
      ELSE CAST(0.0 AS DOUBLE PRECISION)
    END AS coterie_p3,
    CASE
      WHEN coterie_v2 = 2
      THEN CAST(1.3333333333333333 AS DOUBLE PRECISION)
      ELSE CAST(0.0 AS DOUBLE PRECISION)
    END AS coterie_p4,
    CASE
      WHEN coterie_v3 = 0
      THEN CAST(2.0 AS DOUBLE PRECISION)
      ELSE CAST(0.0 AS DOUBLE PRECISION)
    END AS coterie_p5,
    CASE
      WHEN coterie_v3 = 1
      THEN CAST(2.0 AS DOUBLE PRECISION)
      ELSE CAST(0.0 AS DOUBLE PRECISION)
    END AS coterie_p6,
    (
      coterie_v4 - CAST(1000.0 AS DOUBLE PRECISION)
    ) / CAST(400.0 AS DOUBLE PRECISION) AS coterie_p7
  FROM coterie_filled
  OFFSET 0
), coterie_measured AS (
  SELECT
    "client",
    coterie_imputed,
    (
      coterie_p0 - CAST(0.1 AS DOUBLE PRECISION)
    ) * (
      coterie_p0 - CAST(0.1 AS DOUBLE PRECISION)
    ) + (
      coterie_p1 - (
        -CAST(0.5 AS DOUBLE PRECISION)
      )
    ) * (
      coterie_p1 - (
        -CAST(0.5 AS DOUBLE PRECISION)
      )
    ) + (
      coterie_p2 - CAST(1.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p2 - CAST(1.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p3 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p3 - CAST(0.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p4 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p4 - CAST(0.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p5 - CAST(2.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p5 - CAST(2.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p6 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p6 - CAST(0.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p7 - CAST(0.3 AS DOUBLE PRECISION)
    ) * (
      coterie_p7 - CAST(0.3 AS DOUBLE PRECISION)
    ) AS coterie_d0,
    (
      coterie_p0 - CAST(0.2 AS DOUBLE PRECISION)
    ) * (
      coterie_p0 - CAST(0.2 AS DOUBLE PRECISION)
    ) + (
      coterie_p1 - CAST(0.6 AS DOUBLE PRECISION)
    ) * (
      coterie_p1 - CAST(0.6 AS DOUBLE PRECISION)
    ) + (
      coterie_p2 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p2 - CAST(0.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p3 - CAST(1.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p3 - CAST(1.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p4 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p4 - CAST(0.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p5 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p5 - CAST(0.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p6 - CAST(2.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p6 - CAST(2.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p7 - (
        -CAST(0.1 AS DOUBLE PRECISION)
      )
    ) * (
      coterie_p7 - (
        -CAST(0.1 AS DOUBLE PRECISION)
      )
    ) AS coterie_d1,
    (
      coterie_p0 - (
        -CAST(1.5 AS DOUBLE PRECISION)
      )
    ) * (
      coterie_p0 - (
        -CAST(1.5 AS DOUBLE PRECISION)
      )
    ) + (
      coterie_p1 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p1 - CAST(0.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p2 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p2 - CAST(0.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p3 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p3 - CAST(0.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p4 - CAST(1.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p4 - CAST(1.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p5 - CAST(2.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p5 - CAST(2.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p6 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p6 - CAST(0.0 AS DOUBLE PRECISION)
    ) + (
      coterie_p7 - CAST(0.0 AS DOUBLE PRECISION)
    ) * (
      coterie_p7 - CAST(0.0 AS DOUBLE PRECISION)
    ) AS coterie_d2
  FROM coterie_prepared
  OFFSET 0
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
  OFFSET 0
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
    CASE WHEN coterie_own = 0 THEN CAST(1e+308 AS DOUBLE PRECISION) ELSE coterie_d0 END AS coterie_o0,
    CASE WHEN coterie_own = 1 THEN CAST(1e+308 AS DOUBLE PRECISION) ELSE coterie_d1 END AS coterie_o1,
    CASE WHEN coterie_own = 2 THEN CAST(1e+308 AS DOUBLE PRECISION) ELSE coterie_d2 END AS coterie_o2
  FROM coterie_nearest
  OFFSET 0
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
  OFFSET 0
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
  OFFSET 0
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
      WHEN coterie_away + coterie_near = CAST(0.0 AS DOUBLE PRECISION)
      THEN CAST(0.0 AS DOUBLE PRECISION)
      ELSE (
        coterie_away - coterie_near
      ) / (
        coterie_away + coterie_near
      )
    END
  END AS margin,
  CASE WHEN coterie_imputed < 5 THEN coterie_near > CAST(2.5 AS DOUBLE PRECISION) END AS unlike_anyone,
  coterie_imputed AS imputed,
  '0123456789ab' AS artefact
FROM coterie_apart
