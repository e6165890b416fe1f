import { describe, expect, it } from 'vitest'
import {
  refusDAbandonner,
  refusDEcrire,
  refusDePageAncienne,
  refusDeRattacher,
  refusDeRepondre,
  refusDeReprendre,
  refusDeRetirer,
  refusDeRetirerLaValidation,
  refusDeSoumettre,
  refusDeTransmettre,
  refusDeValider,
} from './magistrats.rules.ts'
import { refusDeComplement } from './reponse.rules.ts'
import { joursParDetenteur, refusDEcheance } from './saisine.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const rapport = (etat: string) => ({
  etat,
  serviceQuiSuit: 's67',
  juridictionId: 'j1',
  plumeId: 'a1' as string | null,
})
const agent = (id: string, serviceId: string | null = 's67', encadre = false) => ({
  id,
  serviceId,
  encadre,
})
const etats = [
  'brouillon',
  'soumis',
  'renvoye',
  'valide',
  'transmis',
  'lu',
  'complement',
  'repondu',
  'abandonne',
]
/** In which états an act is accepted for the right service or juridiction. */
const acceptes = (refus: (r: ReturnType<typeof rapport>) => unknown[]) =>
  etats.filter(e => refus(rapport(e)).length === 0)

describe('La mesure et la nature d’un rapport (ADR 0027)', () => {
  it('se disent par le service qui suit la personne ; les changer demande un motif', () => {
    const jamais = { serviceQuiSuit: 's67', mesureDiteA: null }
    const dite = { serviceQuiSuit: 's67', mesureDiteA: '2026-11-01T08:00:00Z' }
    expect(codes(refusDeRattacher(jamais, 's57', 'x'))).toEqual(['autre_service'])
    expect(codes(refusDeRattacher(dite, 's67', undefined))).toEqual(['sans_motif'])
    expect([
      refusDeRattacher(jamais, 's67', undefined),
      refusDeRattacher(dite, 's67', 'Erreur de case'),
    ]).toEqual([[], []])
  })
})

describe('La course d’un rapport', () => {
  it('s’écrit en brouillon ou renvoyé, se valide soumis, se transmet validé, se répond transmis ou lu', () => {
    expect(acceptes(r => refusDEcrire(r, 's67'))).toEqual(['brouillon', 'renvoye'])
    expect(acceptes(r => refusDeSoumettre(r, 's67', [{ texte: 'Fait' }]))).toEqual([
      'brouillon',
      'renvoye',
    ])
    expect(acceptes(r => refusDeValider(r, 's67'))).toEqual(['soumis'])
    expect(acceptes(r => refusDeTransmettre(r, 's67'))).toEqual(['valide'])
    expect(acceptes(r => refusDeRetirerLaValidation(r, 's67'))).toEqual(['valide'])
    expect(acceptes(r => refusDeRepondre(r, 'j1'))).toEqual(['transmis', 'lu', 'complement'])
    expect(acceptes(r => refusDeRetirer(r, agent('a1')))).toEqual(['soumis'])
    expect(acceptes(r => refusDAbandonner(r, agent('a1')))).toEqual(['brouillon', 'renvoye'])
    expect(acceptes(r => refusDeReprendre(r, agent('a1')))).toEqual(['abandonne'])
  })
  it('un autre service ne l’écrit, ne le soumet, ne le valide ni ne le transmet (C1.3)', () => {
    for (const service of ['s57', null]) {
      for (const etat of etats) {
        expect(codes(refusDEcrire(rapport(etat), service))).toEqual(['autre_service'])
        expect(codes(refusDeSoumettre(rapport(etat), service, [{ texte: 'x' }]))).toEqual([
          'autre_service',
        ])
        expect(codes(refusDeValider(rapport(etat), service))).toEqual(['autre_service'])
        expect(codes(refusDeTransmettre(rapport(etat), service))).toEqual(['autre_service'])
      }
    }
  })
  it('la validation se retire par la direction du service qui suit, tant que le magistrat n’a rien reçu', () => {
    expect(codes(refusDeRetirerLaValidation(rapport('valide'), 's57'))).toEqual(['autre_service'])
    expect(codes(refusDeRetirerLaValidation(rapport('lu'), 's67'))).toEqual(['deja_transmis'])
    expect(codes(refusDeRetirerLaValidation(rapport('soumis'), 's67'))).toEqual(['pas_valide'])
  })
  it('ce qui a changé depuis la page se relit avant de valider ; un changement sans écart n’arrête pas', () => {
    const etat = { changementVu: 'c2', ecarts: [{}] }
    expect(
      codes(refusDePageAncienne({ version: 1, changementVu: 'c2' }, { version: 2 }, etat)),
    ).toEqual(['modifie_entretemps'])
    expect(
      codes(refusDePageAncienne({ version: 2, changementVu: 'c1' }, { version: 2 }, etat)),
    ).toEqual(['mesure_changee'])
    expect(refusDePageAncienne({ version: 2, changementVu: 'c2' }, { version: 2 }, etat)).toEqual(
      [],
    )
    expect(
      refusDePageAncienne(
        { version: 2, changementVu: 'c1' },
        { version: 2 },
        { ...etat, ecarts: [] },
      ),
    ).toEqual([])
  })
  it('un rapport vide ne se soumet pas', () => {
    expect(codes(refusDeSoumettre(rapport('brouillon'), 's67', [{ texte: '  \n' }]))).toEqual([
      'vide',
    ])
    expect(codes(refusDeSoumettre(rapport('brouillon'), 's67', []))).toEqual(['vide'])
  })
  it('soumis, il ne s’écrit plus ; pas encore soumis, il ne se valide pas ; pas validé, il ne part pas', () => {
    expect(codes(refusDEcrire(rapport('soumis'), 's67'))).toEqual(['deja_soumis'])
    expect(codes(refusDeValider(rapport('brouillon'), 's67'))).toEqual(['pas_soumis'])
    expect(codes(refusDeTransmettre(rapport('soumis'), 's67'))).toEqual(['pas_valide'])
  })
  it('seul son rédacteur le retire, et avant validation', () => {
    expect(codes(refusDeRetirer(rapport('soumis'), agent('a2')))).toEqual(['autre_redacteur'])
    expect(codes(refusDeRetirer(rapport('valide'), agent('a1')))).toEqual(['pas_soumis'])
  })
  it('sans plume dans le service qui suit, sa direction la tient ; celle d’un autre service, jamais (C9.1)', () => {
    const orphelin = { ...rapport('soumis'), plumeId: null }
    expect(refusDeRetirer(orphelin, agent('d1', 's67', true))).toEqual([])
    expect(codes(refusDeRetirer(orphelin, agent('a2')))).toEqual(['autre_redacteur'])
    expect(codes(refusDeRetirer(orphelin, agent('d2', 's57', true)))).toEqual(['autre_redacteur'])
    expect(codes(refusDeRetirer(rapport('soumis'), agent('a1', 's57')))).toEqual([
      'autre_redacteur',
    ])
  })
  it('un complément dit pour quel jour, et ce jour n’est pas passé (C3.4)', () => {
    expect(codes(refusDeComplement('complement', undefined, '2026-11-24'))).toEqual([
      'sans_echeance',
    ])
    expect(codes(refusDeComplement('complement', '2026-11-23', '2026-11-24'))).toEqual([
      'echeance_passee',
    ])
    expect(refusDeComplement('complement', '2026-11-24', '2026-11-24')).toEqual([])
    expect(refusDeComplement('approuve', undefined, '2026-11-24')).toEqual([])
  })
  it('seule la juridiction qui l’a reçu y répond, une fois', () => {
    expect(codes(refusDeRepondre(rapport('transmis'), 'j2'))).toEqual(['autre_juridiction'])
    expect(codes(refusDeRepondre(rapport('repondu'), 'j1'))).toEqual(['deja_repondu'])
    expect(codes(refusDeRepondre(rapport('valide'), 'j1'))).toEqual(['pas_transmis'])
  })
})

describe('Une saisine', () => {
  it('a son échéance au plus tôt le jour où elle est reçue', () => {
    expect(codes(refusDEcheance('2026-11-24', '2026-11-23'))).toEqual(['echeance_avant'])
    expect(refusDEcheance('2026-11-24', '2026-11-24')).toEqual([])
  })
  it('dit combien de jours chacun l’a eue en main (C3.4)', () => {
    const jours = joursParDetenteur(
      [
        { detenteur: 'spip', depuisA: '2026-11-01T08:00:00Z', jusquA: '2026-11-04T09:00:00Z' },
        { detenteur: 'personne', depuisA: '2026-11-04T09:00:00Z', jusquA: '2026-11-10T09:00:00Z' },
        { detenteur: 'spip', depuisA: '2026-11-10T09:00:00Z', jusquA: null },
      ],
      '2026-11-12T10:00:00Z',
    )
    expect(jours).toEqual([
      { detenteur: 'spip', jours: 5 },
      { detenteur: 'personne', jours: 6 },
    ])
  })
})
