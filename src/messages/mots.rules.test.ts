import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { motsReveles, refusDeMotsReveles, sansMotRevele } from '../platform/revele.ts'
import { clesLangues, type Langue } from './canal.rules.ts'
import { clesMoments, type Moment } from './message.rules.ts'
import {
  type CanalDeModele,
  type Modalite,
  modalites,
  motsDuModele,
  refusDeModele,
  refusDeSujet,
  rendre,
  separerSujet,
} from './modele.rules.ts'
import {
  adresseNeutre,
  direLeJour,
  direLHeure,
  estRelu,
  exemple,
  modeleParDefaut,
} from './mots.rules.ts'
import { alleger, mesurerSms } from './sms.rules.ts'

const tous: [Langue, Moment, Modalite, CanalDeModele][] = clesLangues.flatMap(l =>
  clesMoments.flatMap(m =>
    modalites.flatMap(d =>
      (['sms', 'courriel'] as const).map(
        c => [l, m, d, c] as [Langue, Moment, Modalite, CanalDeModele],
      ),
    ),
  ),
)
const LE = '2026-11-24' as Jour
const codes = (r: { code: string }[]) => r.map(x => x.code)

describe('Les 320 modèles d’origine (huit langues, cinq moments, quatre façons, deux voies)', () => {
  it('Aucun n’est refusé, aucun ne révèle', () => {
    expect(tous).toHaveLength(320)
    const fautes = tous.flatMap(([l, m, d, c]) => {
      const modele = modeleParDefaut(m, d, c, l)
      const { sujet, corps } = separerSujet(modele)
      const refus = [...refusDeModele(corps, m), ...refusDeSujet(c, sujet ?? undefined)]
      return [...codes(refus), ...motsReveles(modele)].map(f => `${l} ${m} ${d} ${c} : ${f}`)
    })
    expect(fautes).toEqual([])
  })
  it('Chacun dit le jour, l’heure et le lien, même quand tout le reste manque', () => {
    for (const [l, m, d, c] of tous) {
      const valeurs = { ...exemple(LE, l, c), adresse: null, telephone: null, pieces: null }
      const texte = rendre(separerSujet(modeleParDefaut(m, d, c, l)).corps, m, valeurs)
      expect(texte).toContain(valeurs.date)
      expect(texte).toContain(valeurs.heure)
      expect(texte).toContain(valeurs.lien)
      expect(texte).not.toMatch(/[{}[\]]|undefined|null| {2}| [,.]|\n{3}/)
    }
  })
  it('En français, le SMS de convocation tient en deux parties de l’alphabet des SMS, chaque mois de l’année', () => {
    for (const mois of ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']) {
      const valeurs = { ...exemple(`2027-${mois}-24` as Jour, 'fr', 'sms'), pieces: null }
      const mesure = mesurerSms(
        alleger(
          rendre(modeleParDefaut('convocation', 'lieu', 'sms', 'fr'), 'convocation', valeurs),
        ),
      )
      expect(mesure).toMatchObject({ alphabet: 'GSM-7', parties: 2 })
    }
  })
  it('Le français est relu, les sept autres langues attendent un traducteur', () => {
    expect(clesLangues.filter(estRelu)).toEqual(['fr'])
  })
  it('L’exemple de la charte se lit en clair', () => {
    const valeurs = {
      ...exemple(LE, 'fr', 'sms'),
      adresse: '12 rue X, 67000 Strasbourg',
      pieces: 'pièce d’identité',
      telephone: '03 53 01 67 10',
    }
    expect(
      alleger(rendre(modeleParDefaut('convocation', 'lieu', 'sms', 'fr'), 'convocation', valeurs)),
    ).toBe(
      "Nous vous attendons le mardi 24 novembre 2026 à 14 h 30, 12 rue X, 67000 Strasbourg. Apportez : pièce d'identité. Si vous ne pouvez pas : 03 53 01 67 10. Ne plus recevoir : https://exemple.fr/s/abcdefghijkl",
    )
  })
})

describe('Les mots qui révèlent', () => {
  it.each([
    ['fr', 'Vous êtes convoqué par le SPIP au tribunal', ['convoqué', 'SPIP', 'tribunal']],
    [
      'fr',
      'Le juge, la prison, votre peine, le contrôle judiciaire, la probation',
      ['juge', 'prison', 'peine', 'judiciaire', 'probation'],
    ],
    ['en', 'The court and your probation officer: summons', ['court', 'probation', 'summons']],
    ['es', 'El juez del juzgado, su condena y la cárcel', ['juez', 'juzgado', 'condena', 'cárcel']],
    ['pt', 'O juiz da prisão, a justiça', ['juiz', 'prisão', 'justiça']],
    [
      'ro',
      'Serviciul de probațiune, judecătorul, închisoare',
      ['probațiune', 'judecătorul', 'închisoare'],
    ],
    ['ru', 'Вас вызывает суд, судья, наказание', ['суд', 'судья', 'наказание']],
    ['tr', 'Mahkeme, hâkim, denetimli serbestlik, ceza', ['Mahkeme', 'hâkim', 'denetimli', 'ceza']],
    ['ar', 'أنت مدعو إلى المحكمة، القاضي، والسجن', ['المحكمة', 'القاضي', 'والسجن']],
  ])('%s : %s', (_langue, texte, attendus) => {
    expect(motsReveles(texte)).toEqual(attendus)
  })
  it('Les mots ordinaires n’en sont pas', () => {
    const neutres =
      'Justificatif de domicile, pièce d’identité, attestation, juste, le juin, judo, temps, penser, Tigre, court-métrage de juillet'
    expect(motsReveles(neutres)).toEqual(['court'])
    expect(motsReveles('12 rue du Parc, 67000 Strasbourg. Merci de venir à l’heure.')).toEqual([])
  })
  it('Le service qui les choisit confirme ; il n’en est pas empêché', () => {
    expect(codes(refusDeMotsReveles('Le SPIP vous attend', false))).toEqual(['mots_reveles'])
    expect(refusDeMotsReveles('Le SPIP vous attend', false)[0]?.message).toContain('« SPIP »')
    expect(refusDeMotsReveles('Le SPIP vous attend', true)).toEqual([])
    expect(refusDeMotsReveles('Nous vous attendons', false)).toEqual([])
  })
  it('Les mots d’origine ne répètent ni papiers du tribunal ni nom de palais, mais gardent la rue de la Justice', () => {
    expect(sansMotRevele('pièce d’identité, et les papiers remis au tribunal')).toBe(
      'pièce d’identité',
    )
    expect(sansMotRevele('Tribunal judiciaire')).toBeNull()
    expect(adresseNeutre('Palais de justice, 1 quai Finkmatt, 67000 Strasbourg')).toBe(
      '1 quai Finkmatt, 67000 Strasbourg',
    )
    expect(adresseNeutre('12 rue de la Justice, 67000 Strasbourg')).toBe(
      '12 rue de la Justice, 67000 Strasbourg',
    )
    expect(adresseNeutre('2 bd de la Prison, 67850 Offendorf')).toBe(
      '2 bd de la Prison, 67850 Offendorf',
    )
    expect(adresseNeutre('Bureau 12 du TIG, 3 rue des Lilas, 67000 Cité judiciaire')).toBe(
      '3 rue des Lilas',
    )
  })
})

describe('Dates et longueurs', () => {
  it.each([
    ['fr', 'mardi 24 novembre 2026'],
    ['en', 'Tuesday, 24 November 2026'],
    ['es', 'martes, 24 de noviembre de 2026'],
    ['pt', 'terça-feira, 24 de novembro de 2026'],
    ['ro', 'marți, 24 noiembrie 2026'],
    ['ru', 'вторник, 24 ноября 2026 г.'],
    ['tr', '24 Kasım 2026 Salı'],
    ['ar', 'الثلاثاء، 24 نوفمبر 2026'],
  ] as const)('Le jour en %s', (langue, attendu) => {
    expect(direLeJour(LE, langue).replaceAll(/\s/g, ' ')).toMatch(
      new RegExp(`^${attendu.replace(/[, ]+/, ',? ').replaceAll('.', '\\.')}$`),
    )
  })
  it('L’heure à la française, 14:30 ailleurs ; « aout » dans un SMS', () => {
    expect([direLHeure('14:30', 'fr'), direLHeure('14:30', 'en')]).toEqual(['14 h 30', '14:30'])
    expect([
      direLeJour('2026-08-04' as Jour, 'fr', 'sms'),
      direLeJour('2026-08-04' as Jour, 'fr', 'courriel'),
    ]).toEqual(['mardi 4 aout 2026', 'mardi 4 août 2026'])
  })
  it.each([
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    ['€'.repeat(80), 'GSM-7', 160, 1],
    [`${'a'.repeat(152)}€${'a'.repeat(10)}`, 'GSM-7', 164, 2],
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 306, 3],
    ['ê'.repeat(70), 'UCS-2', 70, 1],
    ['ê'.repeat(71), 'UCS-2', 71, 2],
    ['ê'.repeat(135), 'UCS-2', 135, 3],
    ['🙂'.repeat(35), 'UCS-2', 70, 1],
    ['🙂'.repeat(67), 'UCS-2', 134, 3],
    ['', 'GSM-7', 0, 1],
  ])('Compte les parties (cas %#)', (texte, alphabet, caracteres, parties) => {
    expect(mesurerSms(texte)).toMatchObject({ alphabet, caracteres, parties })
  })
  it('En arabe, numéros et adresses gardent leur sens de lecture', () => {
    const texte = rendre(
      modeleParDefaut('convocation', 'lieu', 'sms', 'ar'),
      'convocation',
      exemple(LE, 'ar', 'sms'),
    )
    expect(texte).toContain('\u202a03 53 01 67 10\u202c')
    expect(texte).toContain('\u202a12 rue des Tilleuls, 67000 Strasbourg\u202c')
    expect(
      rendre(
        modeleParDefaut('convocation', 'lieu', 'sms', 'ru'),
        'convocation',
        exemple(LE, 'ru', 'sms'),
      ),
    ).not.toContain('\u202a')
  })
  it('Dit quels signes doublent le prix, et allège ceux qui ne se voient pas', () => {
    expect(mesurerSms('Vous êtes reçu').horsGsm).toEqual(['ê', 'ç'])
    expect(alleger('L’heure « juste » – œil…\u00a0: là')).toBe('L\'heure "juste" - oeil... : là')
    expect(motsDuModele('a [b {lieu}] c', exemple(LE, 'fr', 'sms'))).toBe('a c')
  })
})
