import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, LE, Navigateur } from '../../tests/base.ts'
import { ajouterJours } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { abandonner, reprendreRapport } from './abandon.commands.ts'
import { commencerRapport, retirer, soumettre } from './magistrats.commands.ts'
import { nouveauBanc } from './rapport.builder.ts'
import { renvoyer, valider } from './validation.commands.ts'

let e: Essai
let p: Plateforme
let dossierId = ''
let juridictionId = ''
let banc: Awaited<ReturnType<typeof nouveauBanc>>
beforeAll(async () => {
  banc = await nouveauBanc()
  ;({ e, p, dossierId, juridictionId } = banc)
})
afterAll(() => banc.fermer())
const par = async (qui: string) => e.agent(qui)

describe('Un rapport soumis se retire avant validation', () => {
  it('par son rédacteur seul ; il s’écrit de nouveau, et son parcours le dit', async () => {
    const { rapportId } = await executer(e.hote, await par('ts.67'), commencerRapport, {
      dossierId,
      nature: 'suivi',
      juridictionId,
    })
    const sur = { dossierId, rapportId }
    await executer(e.hote, await par('ts.67'), soumettre, sur)
    await expect(executer(e.hote, await par('dpip.67'), retirer, sur)).rejects.toThrow(
      'Seul le rédacteur',
    )
    const n = await new Navigateur(p).entrer('ts.67')
    const adresse = `/dossiers/${dossierId}/rapports/${rapportId}`
    expect((await n.envoyer(`${adresse}/retirer`, {}, adresse)).vers).toBe(adresse)
    expect((await banc.etat(rapportId)).etat).toBe('brouillon')
    expect((await n.ouvrir(adresse)).texte).toContain('Retiré par son rédacteur')
    await executer(e.hote, await par('ts.67'), soumettre, sur)
    await executer(e.hote, await par('dpip.67'), valider, sur)
    await expect(executer(e.hote, await par('ts.67'), retirer, sur)).rejects.toThrow(
      'ne se retire plus',
    )
  })
})

describe('Un écrit en cours attend son rédacteur, dans « Pour moi »', () => {
  const lignes = async (qui: string, rapportId: string) => {
    const { texte } = await (await new Navigateur(p).entrer(qui)).ouvrir('/pour-moi?par=100')
    return texte.split('<li').filter(l => l.includes(`/rapports/${rapportId}`))
  }
  const commencer = async (plus: object) => {
    const { rapportId } = await executer(e.hote, await par('ts.67'), commencerRapport, {
      dossierId,
      nature: 'suivi',
      juridictionId,
      ...plus,
    } as never)
    return { dossierId, rapportId }
  }
  it('commencé avec une échéance : dans les quatorze jours ou en retard, pour lui seul, avec son jour à lui', async () => {
    const [proche, tard, loin, sans] = [
      await commencer({ echeanceLe: ajouterJours(LE, 14) }),
      await commencer({ echeanceLe: ajouterJours(LE, -3) }),
      await commencer({ echeanceLe: ajouterJours(LE, 15) }),
      await commencer({}),
    ]
    const vues = await lignes('ts.67', proche.rapportId)
    expect(vues).toHaveLength(1)
    expect(vues[0]).toContain('Rapport à finir')
    expect(vues[0]).toContain(`datetime="${ajouterJours(LE, 14)}"`)
    expect((await lignes('ts.67', tard.rapportId))[0]).toContain('En retard')
    for (const autre of [loin, sans]) expect(await lignes('ts.67', autre.rapportId)).toEqual([])
    expect((await lignes('dpip.67', proche.rapportId)).join()).not.toContain('Rapport à finir')
  })
  it('renvoyé, soumis de nouveau, puis retiré : à reprendre, avec le même jour', async () => {
    const sur = await commencer({ echeanceLe: ajouterJours(LE, 40) })
    await executer(e.hote, await par('ts.67'), soumettre, sur)
    await executer(e.hote, await par('dpip.67'), renvoyer, {
      ...sur,
      motif: 'La conclusion manque',
    })
    await executer(e.hote, await par('ts.67'), soumettre, sur)
    expect(await lignes('ts.67', sur.rapportId)).toEqual([])
    await executer(e.hote, await par('ts.67'), retirer, sur)
    const vues = await lignes('ts.67', sur.rapportId)
    expect(vues).toHaveLength(1)
    expect(vues[0]).toContain('Rapport à reprendre')
    expect(vues[0]).toContain(`datetime="${ajouterJours(LE, 40)}"`)
  })
})

describe('Un rapport en cours d’écriture s’abandonne', () => {
  const commencer = async () => {
    const { rapportId } = await executer(e.hote, await par('ts.67'), commencerRapport, {
      dossierId,
      nature: 'suivi',
      juridictionId,
    })
    return { dossierId, rapportId, adresse: `/dossiers/${dossierId}/rapports/${rapportId}` }
  }
  it('par son rédacteur, en disant pourquoi ; il se lit, n’est plus attendu de personne, et se reprend', async () => {
    const { rapportId, adresse } = await commencer()
    const n = await new Navigateur(p).entrer('ts.67')
    expect((await n.envoyer(`${adresse}/abandonner`, { motif: '' }, adresse)).texte).toContain(
      'Dites pourquoi le rapport est abandonné.',
    )
    expect(
      (await n.envoyer(`${adresse}/abandonner`, { motif: 'La mesure est finie' }, adresse)).vers,
    ).toBe(adresse)
    expect((await banc.etat(rapportId)).etat).toBe('abandonne')
    const lu = (await n.ouvrir(adresse)).texte
    for (const mot of [
      'Abandonné',
      'La mesure est finie',
      'Analyse et propositions',
      'Reprendre l’écriture',
    ])
      expect(lu).toContain(mot)
    expect(lu).not.toContain(`href="${adresse}/ecrire"`)
    expect((await n.ouvrir(`/dossiers/${dossierId}/cloturer`)).texte).not.toContain(adresse)
    const listes = [
      ['ts.67', '/pour-moi'],
      ['dpip.67', '/pour-moi'],
      ['dpip.67', '/rapports'],
    ] as const
    for (const [qui, liste] of listes) {
      const { statut, texte } = await (await new Navigateur(p).entrer(qui)).ouvrir(liste)
      expect(statut).toBe(200)
      expect(texte, liste).not.toContain(rapportId)
    }
    expect((await n.envoyer(`${adresse}/reprendre`, {}, adresse)).vers).toBe(adresse)
    expect((await banc.etat(rapportId)).etat).toBe('brouillon')
    const course = await e.proprietaire.query(
      'SELECT etat, motif FROM magistrats.mouvement_de_rapport WHERE rapport_id = $1 ORDER BY a, id',
      [rapportId],
    )
    expect(course.rows.slice(1)).toEqual([
      { etat: 'abandonne', motif: 'La mesure est finie' },
      { etat: 'brouillon', motif: 'Écriture reprise' },
    ])
  })
  it('ni par un autre, ni soumis, ni validé ; abandonné, il ne s’écrit ni ne se soumet', async () => {
    const { rapportId } = await commencer()
    const sur = { dossierId, rapportId }
    const motif = 'Sans objet'
    const [ts, dpip] = [await par('ts.67'), await par('dpip.67')]
    await expect(executer(e.hote, dpip, abandonner, { ...sur, motif })).rejects.toThrow(
      'Seul le rédacteur',
    )
    await expect(executer(e.hote, ts, reprendreRapport, sur)).rejects.toThrow('n’est pas abandonné')
    await executer(e.hote, ts, abandonner, { ...sur, motif })
    await expect(executer(e.hote, ts, abandonner, { ...sur, motif })).rejects.toThrow(
      'n’est pas en cours d’écriture',
    )
    await expect(executer(e.hote, ts, soumettre, sur)).rejects.toThrow('son rédacteur le reprend')
    await expect(executer(e.hote, dpip, reprendreRapport, sur)).rejects.toThrow('Seul le rédacteur')
    await executer(e.hote, ts, reprendreRapport, sur)
    await executer(e.hote, ts, soumettre, sur)
    await expect(executer(e.hote, ts, abandonner, { ...sur, motif })).rejects.toThrow(
      'retirez-le d’abord',
    )
    await executer(e.hote, dpip, valider, sur)
    await expect(executer(e.hote, ts, abandonner, { ...sur, motif })).rejects.toThrow(
      'n’est pas en cours d’écriture',
    )
  })
})
