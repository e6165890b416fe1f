import { describe, expect, it } from 'vitest'
import { acteEnMots } from './acte.rules.ts'
import { nomDuNavigateur } from './navigateur.rules.ts'

describe('Le journal et les sessions parlent comme on parle', () => {
  it.each([
    ['/', 'Ma journée'],
    [
      '/dossiers/:dossierId/convocations/:convocationId/reporter',
      'Dossier, convocations, reporter',
    ],
    ['/dossiers/:dossierId/rapports/:rapportId/rapport.pdf', 'Dossier, rapports, rapport (PDF)'],
    ['accompagnement.noter-entretien', 'Noter entretien'],
    ['dossiers.creer', 'Dossier, créer'],
    ['echeances.ecarter', 'Échéances, écarter'],
  ])('%s se lit « %s »', (acte, dit) => {
    expect(acteEnMots(acte)).toBe(dit)
  })
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
      'Firefox sous Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0',
      'Edge sous Windows',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'Chrome sous Linux',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari sous iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
      'Chrome sous Android',
    ],
    ['curl/8.5.0', 'Navigateur inconnu'],
    ['', 'Navigateur inconnu'],
  ])('%s est « %s »', (agent, dit) => {
    expect(nomDuNavigateur(agent)).toBe(dit)
  })
})
