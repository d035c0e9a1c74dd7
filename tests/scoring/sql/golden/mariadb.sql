WITH coterie_cleaned AS (
  SELECT
    `client`,
    CASE
      WHEN ABS(CAST(`paid` AS DOUBLE)) < CAST(1e-100 AS DOUBLE)
      THEN CAST(0.0e0 AS DOUBLE)
      WHEN ABS(CAST(`paid` AS DOUBLE)) <= CAST(1e+100 AS DOUBLE)
      THEN CAST(`paid` AS DOUBLE)
    END AS coterie_c0,
    CASE
      WHEN ABS(CAST(`age` AS DOUBLE)) < CAST(1e-100 AS DOUBLE)
      THEN CAST(0.0e0 AS DOUBLE)
      WHEN CAST(`age` AS DOUBLE) = CAST(999.0e0 AS DOUBLE)
      THEN NULL
      WHEN CAST(`age` AS DOUBLE) < CAST(0.0e0 AS DOUBLE)
      THEN NULL
      WHEN CAST(`age` AS DOUBLE) > CAST(120.0e0 AS DOUBLE)
      THEN NULL
      WHEN ABS(CAST(`age` AS DOUBLE)) <= CAST(1e+100 AS DOUBLE)
      THEN CAST(`age` AS DOUBLE)
    END AS coterie_c1,
    CASE
      WHEN `card` IS NULL
      THEN NULL
      WHEN (
        LOWER(
          TRIM(
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(
                    REPLACE(REPLACE(CAST(`card` AS CHAR), CHAR(  9), ' '), CHAR(  10), ' '),
                    CHAR(  13),
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
        ) COLLATE utf8mb4_bin IN (
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
          '\\n',
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
                      REPLACE(REPLACE(CAST(`card` AS CHAR), CHAR(  9), ' '), CHAR(  10), ' '),
                      CHAR(  13),
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
          ) COLLATE utf8mb4_bin IN (
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
            LOWER(CAST(`card` AS CHAR)) LIKE '%#n/a n/a%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%not available%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%not applicable%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%not specified%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%not provided%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%not known%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%no data%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%no value%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%no answer%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%not stated%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%0000-00-00 00:00:00%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%9999-12-31 00:00:00%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%nicht angegeben%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%non renseigné%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%non renseignÉ%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%sin dato%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%sin datos%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%нет данных%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%НЕТ ДАННЫХ%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%Нет Данных%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%Нет данных%'
            OR LOWER(CAST(`card` AS CHAR)) LIKE '%keine angabe%'
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
                  REPLACE(REPLACE(CAST(`card` AS CHAR), CHAR(  9), ' '), CHAR(  10), ' '),
                  CHAR(  13),
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
      ) COLLATE utf8mb4_bin IN ('gold')
      THEN 0
      WHEN LOWER(
        TRIM(
          REPLACE(
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(REPLACE(CAST(`card` AS CHAR), CHAR(  9), ' '), CHAR(  10), ' '),
                  CHAR(  13),
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
      ) COLLATE utf8mb4_bin IN ('amèx', 'amÈx')
      THEN 1
      WHEN LOWER(
        TRIM(
          REPLACE(
            REPLACE(
              REPLACE(
                REPLACE(
                  REPLACE(REPLACE(CAST(`card` AS CHAR), CHAR(  9), ' '), CHAR(  10), ' '),
                  CHAR(  13),
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
      ) COLLATE utf8mb4_bin IN ('none')
      THEN 2
      ELSE -1
    END AS coterie_c2,
    CASE WHEN `vip` = 1 THEN 1 WHEN `vip` = 0 THEN 0 END AS coterie_c3,
    CASE
      WHEN ABS(
        CASE
          WHEN CAST((
            DATEDIFF(CAST('2024-12-31' AS DATE), CAST(`since` AS DATE))
          ) AS DOUBLE) BETWEEN (
            -CAST(64282.0e0 AS DOUBLE)
          ) AND CAST(82179.0e0 AS DOUBLE)
          THEN CAST((
            DATEDIFF(CAST('2024-12-31' AS DATE), CAST(`since` AS DATE))
          ) AS DOUBLE)
        END
      ) < CAST(1e-100 AS DOUBLE)
      THEN CAST(0.0e0 AS DOUBLE)
      WHEN ABS(
        CASE
          WHEN CAST((
            DATEDIFF(CAST('2024-12-31' AS DATE), CAST(`since` AS DATE))
          ) AS DOUBLE) BETWEEN (
            -CAST(64282.0e0 AS DOUBLE)
          ) AND CAST(82179.0e0 AS DOUBLE)
          THEN CAST((
            DATEDIFF(CAST('2024-12-31' AS DATE), CAST(`since` AS DATE))
          ) AS DOUBLE)
        END
      ) <= CAST(1e+100 AS DOUBLE)
      THEN CASE
        WHEN CAST((
          DATEDIFF(CAST('2024-12-31' AS DATE), CAST(`since` AS DATE))
        ) AS DOUBLE) BETWEEN (
          -CAST(64282.0e0 AS DOUBLE)
        ) AND CAST(82179.0e0 AS DOUBLE)
        THEN CAST((
          DATEDIFF(CAST('2024-12-31' AS DATE), CAST(`since` AS DATE))
        ) AS DOUBLE)
      END
    END AS coterie_c4
  FROM `customers`
  LIMIT 9223372036854775807
), coterie_filled AS (
  SELECT
    `client`,
    COALESCE(coterie_c0, CAST(120.5e0 AS DOUBLE)) / CAST(100.25e0 AS DOUBLE) AS coterie_v0,
    COALESCE(coterie_c1, CAST(41.0e0 AS DOUBLE)) AS coterie_v1,
    COALESCE(coterie_c2, 0) AS coterie_v2,
    COALESCE(coterie_c3, 0) AS coterie_v3,
    COALESCE(coterie_c4, CAST(900.0e0 AS DOUBLE)) AS coterie_v4,
    CASE WHEN coterie_c0 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c1 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c2 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c3 IS NULL THEN 1 ELSE 0 END + CASE WHEN coterie_c4 IS NULL THEN 1 ELSE 0 END AS coterie_imputed
  FROM coterie_cleaned
  LIMIT 9223372036854775807
), coterie_prepared AS (
  SELECT
    `client`,
    coterie_imputed,
    (
      CASE
        WHEN coterie_v0 >= CAST(0.0e0 AS DOUBLE)
        THEN (
          EXP((
            -CAST(0.25e0 AS DOUBLE)
          ) * LN(CAST(1.0e0 AS DOUBLE) + coterie_v0)) - CAST(1.0e0 AS DOUBLE)
        ) / (
          -CAST(0.25e0 AS DOUBLE)
        )
        ELSE (
          -(
            (
              EXP(
                CASE
                  WHEN CAST(2.25e0 AS DOUBLE) * LN(CAST(1.0e0 AS DOUBLE) - coterie_v0) > CAST(300.0e0 AS DOUBLE)
                  THEN CAST(300.0e0 AS DOUBLE)
                  ELSE CAST(2.25e0 AS DOUBLE) * LN(CAST(1.0e0 AS DOUBLE) - coterie_v0)
                END
              ) - CAST(1.0e0 AS DOUBLE)
            ) / CAST(2.25e0 AS DOUBLE)
          )
        )
      END - CAST(0.7e0 AS DOUBLE)
    ) / CAST(0.3e0 AS DOUBLE) AS coterie_p0,
    (
      coterie_v1 - CAST(43.125e0 AS DOUBLE)
    ) / CAST(12.1e0 AS DOUBLE) AS coterie_p1,
    CASE
      WHEN coterie_v2 = 0
      THEN CAST(1.3333333333333333e0 AS DOUBLE)
      ELSE CAST(0.0e0 AS DOUBLE)
    END AS coterie_p2,
    CASE
      WHEN coterie_v2 = 1
      THEN CAST(1.3333333333333333e0 AS DOUBLE)
      ELSE CAST(0.0e0 AS DOUBLE)
    END AS coterie_p3,
    CASE
      WHEN coterie_v2 = 2
      THEN CAST(1.3333333333333333e0 AS DOUBLE)
      ELSE CAST(0.0e0 AS DOUBLE)
    END AS coterie_p4,
    CASE WHEN coterie_v3 = 0 THEN CAST(2.0e0 AS DOUBLE) ELSE CAST(0.0e0 AS DOUBLE) END AS coterie_p5,
    CASE WHEN coterie_v3 = 1 THEN CAST(2.0e0 AS DOUBLE) ELSE CAST(0.0e0 AS DOUBLE) END AS coterie_p6,
    (
      coterie_v4 - CAST(1000.0e0 AS DOUBLE)
    ) / CAST(400.0e0 AS DOUBLE) AS coterie_p7
  FROM coterie_filled
  LIMIT 9223372036854775807
), coterie_measured AS (
  SELECT
    `client`,
    coterie_imputed,
    (
      coterie_p0 - CAST(0.1e0 AS DOUBLE)
    ) * (
      coterie_p0 - CAST(0.1e0 AS DOUBLE)
    ) + (
      coterie_p1 - (
        -CAST(0.5e0 AS DOUBLE)
      )
    ) * (
      coterie_p1 - (
        -CAST(0.5e0 AS DOUBLE)
      )
    ) + (
      coterie_p2 - CAST(1.0e0 AS DOUBLE)
    ) * (
      coterie_p2 - CAST(1.0e0 AS DOUBLE)
    ) + (
      coterie_p3 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p3 - CAST(0.0e0 AS DOUBLE)
    ) + (
      coterie_p4 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p4 - CAST(0.0e0 AS DOUBLE)
    ) + (
      coterie_p5 - CAST(2.0e0 AS DOUBLE)
    ) * (
      coterie_p5 - CAST(2.0e0 AS DOUBLE)
    ) + (
      coterie_p6 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p6 - CAST(0.0e0 AS DOUBLE)
    ) + (
      coterie_p7 - CAST(0.3e0 AS DOUBLE)
    ) * (
      coterie_p7 - CAST(0.3e0 AS DOUBLE)
    ) AS coterie_d0,
    (
      coterie_p0 - CAST(0.2e0 AS DOUBLE)
    ) * (
      coterie_p0 - CAST(0.2e0 AS DOUBLE)
    ) + (
      coterie_p1 - CAST(0.6e0 AS DOUBLE)
    ) * (
      coterie_p1 - CAST(0.6e0 AS DOUBLE)
    ) + (
      coterie_p2 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p2 - CAST(0.0e0 AS DOUBLE)
    ) + (
      coterie_p3 - CAST(1.0e0 AS DOUBLE)
    ) * (
      coterie_p3 - CAST(1.0e0 AS DOUBLE)
    ) + (
      coterie_p4 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p4 - CAST(0.0e0 AS DOUBLE)
    ) + (
      coterie_p5 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p5 - CAST(0.0e0 AS DOUBLE)
    ) + (
      coterie_p6 - CAST(2.0e0 AS DOUBLE)
    ) * (
      coterie_p6 - CAST(2.0e0 AS DOUBLE)
    ) + (
      coterie_p7 - (
        -CAST(0.1e0 AS DOUBLE)
      )
    ) * (
      coterie_p7 - (
        -CAST(0.1e0 AS DOUBLE)
      )
    ) AS coterie_d1,
    (
      coterie_p0 - (
        -CAST(1.5e0 AS DOUBLE)
      )
    ) * (
      coterie_p0 - (
        -CAST(1.5e0 AS DOUBLE)
      )
    ) + (
      coterie_p1 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p1 - CAST(0.0e0 AS DOUBLE)
    ) + (
      coterie_p2 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p2 - CAST(0.0e0 AS DOUBLE)
    ) + (
      coterie_p3 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p3 - CAST(0.0e0 AS DOUBLE)
    ) + (
      coterie_p4 - CAST(1.0e0 AS DOUBLE)
    ) * (
      coterie_p4 - CAST(1.0e0 AS DOUBLE)
    ) + (
      coterie_p5 - CAST(2.0e0 AS DOUBLE)
    ) * (
      coterie_p5 - CAST(2.0e0 AS DOUBLE)
    ) + (
      coterie_p6 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p6 - CAST(0.0e0 AS DOUBLE)
    ) + (
      coterie_p7 - CAST(0.0e0 AS DOUBLE)
    ) * (
      coterie_p7 - CAST(0.0e0 AS DOUBLE)
    ) AS coterie_d2
  FROM coterie_prepared
  LIMIT 9223372036854775807
), coterie_nearest AS (
  SELECT
    `client`,
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
  LIMIT 9223372036854775807
), coterie_others AS (
  SELECT
    `client`,
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
    CASE WHEN coterie_own = 0 THEN CAST(1e+308 AS DOUBLE) ELSE coterie_d0 END AS coterie_o0,
    CASE WHEN coterie_own = 1 THEN CAST(1e+308 AS DOUBLE) ELSE coterie_d1 END AS coterie_o1,
    CASE WHEN coterie_own = 2 THEN CAST(1e+308 AS DOUBLE) ELSE coterie_d2 END AS coterie_o2
  FROM coterie_nearest
  LIMIT 9223372036854775807
), coterie_placed AS (
  SELECT
    `client`,
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
  LIMIT 9223372036854775807
), coterie_apart AS (
  SELECT
    `client`,
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
  LIMIT 9223372036854775807
)
SELECT
  `client`,
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
      WHEN coterie_away + coterie_near = CAST(0.0e0 AS DOUBLE)
      THEN CAST(0.0e0 AS DOUBLE)
      ELSE (
        coterie_away - coterie_near
      ) / (
        coterie_away + coterie_near
      )
    END
  END AS margin,
  CASE
    WHEN coterie_imputed < 5
    THEN CASE WHEN coterie_near > CAST(2.5e0 AS DOUBLE) THEN 1 ELSE 0 END
  END AS unlike_anyone,
  coterie_imputed AS imputed,
  '0123456789ab' AS artefact
FROM coterie_apart
