import { describe, expect, it } from 'vitest'
import { type Lien, refusDEffacer, refusSansCle, reglements } from './effacement.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const clos = {
  numero: 'FR-2020-0000001',
  closA: '2021-01-01T00:00:00Z',
  fusionneDans: null,
  mots: ['Filandre', 'Oswald'],
  numeros: ['FR-2020-0000001', 'FR67-2019-0000007'],
}
const lien = (enfant: string, parent: string, colonnes: string[], facultatif = false): Lien => ({
  enfant,
  parent,
  colonnes,
  cles: colonnes,
  facultatif,
})

describe('Effacer une personne (C3.3)', () => {
  it('Sous une clé, l’effacement la demande (cle_absente) : elle signe la preuve qu’il laisse (ADR 0050)', () => {
    expect([codes(refusSansCle(true)), refusSansCle(false)]).toEqual([['cle_absente'], []])
  })
  it('Un dossier clos, avec un motif qui ne nomme personne', () => {
    expect(refusDEffacer(clos, clos.numero, 'Terme de conservation')).toEqual([])
  })
  it.each([
    ['un numéro inconnu', 'inconnu', undefined, 'Terme'],
    ['un dossier ouvert', 'ouvert', { ...clos, closA: null }, 'Terme'],
    [
      'un dossier fusionné dans un autre',
      'fusionne',
      { ...clos, fusionneDans: 'FR-2020-0000002' },
      'Terme',
    ],
    ['sans motif', 'sans_motif', clos, ' '],
    ['un motif qui porte le nom', 'motif_nominatif', clos, 'Demande de M. FILANDRE'],
    ['un motif qui porte le numéro', 'motif_nominatif', clos, 'Dossier fr-2020-0000001'],
    ['un motif qui porte un ancien numéro', 'motif_nominatif', clos, 'Ancien FR67-2019-0000007'],
  ])('Refusé : %s', (_cas, code, cible, motif) => {
    expect(codes(refusDEffacer(cible, clos.numero, motif))).toEqual([code])
  })
})

describe('L’ordre d’effacement suit les clés étrangères de la base', () => {
  it('Les enfants d’abord ; la table qui renvoie à elle-même ne bloque rien', () => {
    const r = reglements(
      ['a.mere', 'a.fille', 'a.petite'],
      [
        lien('a.fille', 'a.mere', ['dossier_id']),
        lien('a.petite', 'a.fille', ['dossier_id', 'id']),
        lien('a.mere', 'a.mere', ['mere_id']),
      ],
      'X',
    )
    expect(r.map(x => x.table)).toEqual(['a.petite', 'a.fille', 'a.mere'])
    expect(r.every(x => x.condition === 'dossier_id = ANY (X)' && x.changer === null)).toBe(true)
  })
  it('Une table sans dossier_id suit la ligne qu’elle nomme, et la sienne après elle', () => {
    const r = reglements(
      ['a.message'],
      [lien('b.accuse', 'a.message', ['message_id']), lien('b.detail', 'b.accuse', ['accuse_id'])],
      'X',
    )
    expect(r.map(x => x.table)).toEqual(['b.detail', 'b.accuse', 'a.message'])
    expect(r[0]?.condition).toBe(
      '(accuse_id) IN (SELECT accuse_id FROM b.accuse WHERE (message_id) IN (SELECT message_id FROM a.message WHERE dossier_id = ANY (X)))',
    )
  })
  it('Celle qui n’y renvoie que par occasion cesse de le faire, et reste', () => {
    const [r] = reglements(
      ['a.convocation'],
      [lien('c.salle', 'a.convocation', ['derniere_id'], true)],
      'X',
    )
    expect(r).toMatchObject({ table: 'c.salle', changer: ['derniere_id = NULL'] })
  })
  it('Une table d’un autre dossier qui nomme celui-ci est atteinte aussi', () => {
    const r = reglements(
      ['d.dossier', 'd.fusion'],
      [
        lien('d.fusion', 'd.dossier', ['dossier_id']),
        lien('d.fusion', 'd.dossier', ['absorbe_id']),
      ],
      'X',
    )
    expect(r[0]).toMatchObject({
      table: 'd.fusion',
      condition: expect.stringMatching(/^dossier_id = ANY \(X\) OR \(absorbe_id\) IN/),
    })
  })
  it('Un cercle de clés s’arrête là, plutôt que d’effacer à moitié', () => {
    expect(() =>
      reglements(
        ['a.x', 'a.y'],
        [lien('a.x', 'a.y', ['dossier_id']), lien('a.y', 'a.x', ['dossier_id'])],
        'X',
      ),
    ).toThrow('cycle')
  })
})
